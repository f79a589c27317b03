@node
@author=The Context-Fabric for .NET authors
@corpus=showcase
@description=title of the book in Hebrew
@language=עברית
@languageCode=he
@languageEnglish=Hebrew
@license=CC0-1.0
@licenseText=To the extent possible under law, the authors waive all rights to this corpus.
@source=written and annotated for this repository
@valueType=str
@version=1.0

296	הָאוֹרֶגֶת
הַמִּכְתָּב
