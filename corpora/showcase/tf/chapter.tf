@node
@author=The Context-Fabric for .NET authors
@corpus=showcase
@description=number of the chapter in its book
@license=CC0-1.0
@licenseText=To the extent possible under law, the authors waive all rights to this corpus.
@source=written and annotated for this repository
@valueType=int
@version=1.0

298	1
2
3
1
2
3
