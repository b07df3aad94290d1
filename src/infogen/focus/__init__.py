"""A focus group: variants of a piece in front of people, on phones and on paper, to an honest
choice.

`freezing` makes a session of a piece, `session` reads it, `paper` composes what is printed,
`photo` and `marks` read ballots back, `ballots` keeps votes, `voter` and `leader` are the pages,
`results` and `verdict` say what the votes show, `acta` writes the minutes.
"""
