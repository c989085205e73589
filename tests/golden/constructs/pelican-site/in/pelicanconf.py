#!/usr/bin/env python
# -*- coding: utf-8 -*-
"""The settings of a site.

SITENAME = 'not this one'
"""
import os

SITENAME = u"The tide" ' table'
SITESUBTITLE = '''High and
low'''
SITEURL = os.environ.get('SITEURL', '')
AUTHOR = "Ana Pereira"

PATH = 'content'
TIMEZONE = 'Europe/Lisbon'
DEFAULT_LANG = 'en'

ARTICLE_PATHS = ['blog']
PAGE_PATHS = ['pages', 'info',]
STATIC_PATHS = [
    'images',  # and nothing else: ]
]

ARTICLE_URL = '{category}/{date:%Y}/{date:%b}/{slug}.html'
ARTICLE_SAVE_AS = '{category}/{date:%Y}/{date:%b}/{slug}.html'
ARTICLE_LANG_URL = '{lang}/{slug}/'
ARTICLE_LANG_SAVE_AS = ARTICLE_LANG_URL + 'index.html'
PAGE_URL = '{slug}/'
PAGE_SAVE_AS = '{slug}/index.html'

FILENAME_METADATA = r'(?P<date>\d{4}-\d{2}-\d{2})_(?P<slug>[^.]*)'
DEFAULT_METADATA = {'tags': 'sea', 'series': 'The coast'}
DEFAULT_DATE = 'fs'

MENUITEMS = (
    ('About', '/about/'),
    ('Tides', '/blog/2024/Feb/neap.html'),
)
LINKS = (('Pelican', 'https://getpelican.com/'),)
SOCIAL = [(name, url) for name, url in ACCOUNTS]
DEFAULT_PAGINATION = 10
EXTRA_PATH_METADATA = {'images/robots.txt': {'path': 'robots.txt'}}
