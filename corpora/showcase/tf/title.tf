@node
@author=The Context-Fabric for .NET authors
@corpus=showcase
@description=title of the book in English
@language=English
@languageCode=en
@languageEnglish=English
@license=CC0-1.0
@licenseText=To the extent possible under law, the authors waive all rights to this corpus.
@source=written and annotated for this repository
@valueType=str
@version=1.0

296	The Weaver
The Letter
