@config
@author=The Context-Fabric for .NET authors
@corpus=showcase
@description=text formats, sections and structure
@fmt:lex-default={lemma} 
@fmt:lex-orig-full={lemma}{after}
@fmt:text-gloss-full={gloss/lemma:?} 
@fmt:text-line=line#{line:-} 
@fmt:text-orig-full={before}{text}{after}
@levelConstraints=sentence<verse;lex<phrase
@license=CC0-1.0
@licenseText=To the extent possible under law, the authors waive all rights to this corpus.
@sectionFeatures=title,chapter,verse
@sectionTypes=book,chapter,verse
@source=written and annotated for this repository
@structureFeatures=title,chapter,line
@structureTypes=book,chapter,line
@version=1.0

