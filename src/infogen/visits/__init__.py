"""How often the site's pages and short addresses were opened, from the logs that servers keep.

Openings are counted, never people: a log does not know who sits before a screen. Of each line the
day, the path and the kind of program are kept; addresses of machines and names of programs are
read and forgotten.

- `access_log` reads lines of the formats that Apache and nginx write;
- `agents` tells readers from robots and from the previews of messengers;
- `counting` adds up, `register` says it: a page, a table, a chart.
"""
