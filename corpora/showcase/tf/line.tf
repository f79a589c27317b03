@node
@author=The Context-Fabric for .NET authors
@corpus=showcase
@description=number of the physical line in its book; lines are at most 42 characters wide
@license=CC0-1.0
@licenseText=To the extent possible under law, the authors waive all rights to this corpus.
@source=written and annotated for this repository
@valueType=int
@version=1.0

601	1
2
3
4
5
6
7
8
9
10
11
12
13
14
15
16
17
18
19
20
21
22
23
24
25
1
2
3
4
5
6
7
8
9
10
11
12
13
