"""The one base for all that infogen serves to browsers: the focus group, the site, the studio.

    app = application(routes, Settings(secret=…, hosts={"127.0.0.1:8080"}, packages=("infogen.x",)))
    serve(app, "127.0.0.1", 8080)

- `application` joins routes and settings to an app whose answers carry the security headers, whose
  requests are checked (host, size, pace) and answered in the person's language;
- `page` fills a template of the app's own package, which extends `base.html` and uses the macros of
  `components.html`; `form` reads what was posted, after its CSRF token;
- `Database` is SQLite with one writer and group commit, `Sessions` keeps sessions in it;
- `Assets` are the files that pages use, under names that change with their bytes;
- `Refused` is raised for what is answered with a page that says why.

Pages work without JavaScript; the CSP allows nothing inline and nothing from elsewhere.
"""
