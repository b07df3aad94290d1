"""Programs that ask for a page: a browser, a robot, or a messenger that shows a preview."""

import re
from typing import Literal

Kind = Literal["reader", "preview", "robot"]

_PREVIEW = re.compile(
    r"WhatsApp|facebookexternalhit|Facebot|Twitterbot|TelegramBot|Slackbot|LinkedInBot|Discordbot"
    r"|SkypeUriPreview|Signal|Viber|redditbot|Pinterest|Mastodon|Bluesky|vkShare|Embedly|iframely",
    re.IGNORECASE,
)
"""Programs that fetch an address because somebody pasted it; nobody has opened it by that.
WhatsApp does so once while one types and once more when the message is sent.
"""

_ROBOT = re.compile(
    r"bot\b|bot[/;-]|crawl|spider|slurp|archiver|monitor|preview|scan|curl|wget|python|java/|go-http"
    r"|okhttp|libwww|httpclient|axios|node-fetch|headless|phantom|lighthouse|infogen/|feed|rss"
    r"|uptime|pingdom|ahrefs|semrush|gptbot|claude|perplexity|bytespider",
    re.IGNORECASE,
)

_BROWSER = re.compile(r"Mozilla/|Opera/|Safari/", re.IGNORECASE)


def kind_of(agent: str | None) -> Kind:
    """The kind of a program by its name. One without a name, or with none of a browser, is a
    robot; in the common format of logs, which has no names, all count as readers.
    """
    if agent is None:
        return "reader"
    if _PREVIEW.search(agent):
        return "preview"
    if _ROBOT.search(agent) or not _BROWSER.search(agent):
        return "robot"
    return "reader"
