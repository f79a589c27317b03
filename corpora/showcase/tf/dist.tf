@edge
@edgeValues
@author=The Context-Fabric for .NET authors
@corpus=showcase
@description=from a word that refers to the word it refers to, with the distance in words (negative: backwards); no distance where the two stand in different books
@license=CC0-1.0
@licenseText=To the extent possible under law, the authors waive all rights to this corpus.
@source=written and annotated for this repository
@valueType=int
@version=1.0

14	9	-5
18	17	-1
23	17	-6
27	17	-10
38	17	-21
46	17	-29
48	17	-31
53	44	-9
61	17	-44
68	64	-4
17	-52
103	96	-7
121	17	-104
125	96	-29
127	96	-31
136	96	-40
146	17	-129
162	150	-12
165	150	-15
170	150	-20
175	96	-79
178	150	-28
183	150	-33
197	196	-1
199	187	-12
206	187	-19
208	196	-12
210	187	-23
216	214	-2
218	187	-31
220	214	-6
224	214	-10
230	117	
230	-1
259	264	5
268	264	-4
270	267	-3
273	270	-3
277	276	-1
282	270	-12
276	-7
270	-14
291	270	-21
294	270	-24
