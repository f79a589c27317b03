@node
@author=The Context-Fabric for .NET authors
@corpus=showcase
@description=type of each node
@license=CC0-1.0
@licenseText=To the extent possible under law, the authors waive all rights to this corpus.
@source=written and annotated for this repository
@valueType=str
@version=1.0

1-295	word
296-297	book
298-303	chapter
304-329	verse
330-355	sentence
356-413	clause
414-600	phrase
601-638	line
639-786	lex
