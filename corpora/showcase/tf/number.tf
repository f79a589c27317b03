@node
@author=The Context-Fabric for .NET authors
@corpus=showcase
@description=value of a numeral or ordinal, and of a phrase that states a number
@license=CC0-1.0
@licenseText=To the extent possible under law, the authors waive all rights to this corpus.
@source=written and annotated for this repository
@valueType=int
@version=1.0

11	1
75	0
80	7
95	3
108	1
112	2
117	3
167	1
453	0
456	-7
465	3
469	0
514	1
