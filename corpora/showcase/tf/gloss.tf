@node
@author=The Context-Fabric for .NET authors
@corpus=showcase
@description=meaning in English, given for Hebrew and for uncommon words; empty: a word that has no counterpart of its own
@license=CC0-1.0
@licenseText=To the extent possible under law, the authors waive all rights to this corpus.
@source=written and annotated for this repository
@valueType=str
@version=1.0

24	frame for weaving
49	tool that carries the thread
64	thermometer
132	frame for weaving
234	keep

the
light
and

the
door
the
door
that
you opened
is open
to us
the
hand
that
not
it brought
a thing
remembers

the
everything
676	thermometer
703	frame for weaving
730	tool that carries the thread
771	that

light
come
door
thing
the
and
remember
hand
all
to
not
open
open
keep
