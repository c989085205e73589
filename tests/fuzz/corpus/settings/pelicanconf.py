AUTHOR = 'x'
SITENAME = u"T"
ARTICLE_URL = '{date:%Y}/{slug}/'
THEMES = {'a': [1, 2], 'b': ('c',)}
# said
PATH = 'content'
