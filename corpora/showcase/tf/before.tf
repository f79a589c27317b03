@node
@author=The Context-Fabric for .NET authors
@corpus=showcase
@description=what stands before the word: opening quotation marks
@license=CC0-1.0
@licenseText=To the extent possible under law, the authors waive all rights to this corpus.
@source=written and annotated for this repository
@valueType=str
@version=1.0

38	“
83	“
87	“
120	“
123	“
162	“
220	“
226	“
