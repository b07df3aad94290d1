"""The mailbox below each picture: what people write, and what staff do with it.

    mailbox = Mailbox(Path("buzon"))
    serve(site_app(Public(folder, mailbox, …)), …)

- `store` keeps what was written, who decided what about it and why, and who may;
- `spam` tells programs from people without asking anybody else;
- `public` gives out the site with the comments that a person has approved, and takes new ones;
- `staff` are the pages of those who read, moderate and publish;
- `keeping` forgets what its time is over for, makes copies and brings them back, and looks whether
  the machine is fit.

Nothing that was written is shown before a person has approved it.
"""
