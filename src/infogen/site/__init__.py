"""The public site: pages that any server can give out, made of the pieces and their facts.

    made = publish(workspace, Path("output/site"), Silent())

- `plan` says which pages there are, `pictures` makes the sizes and kinds of files that they show;
- `pages` fills the templates, `retelling` says a picture in HTML, `deadlines` draws its terms;
- `open_data`, `feeds`, `structured`, `embedding` are what machines and other sites read;
- `short_links` and `editions` are what codes lead to;
- `publishing` puts all of it in a folder, whole, and says so in a manifest.

Every address in the pages is relative, so that the folder can stand anywhere. Nothing is asked of
other servers, nothing is counted, and nothing needs JavaScript.
"""

from infogen.site.publishing import Published as Published
from infogen.site.publishing import publish as publish
