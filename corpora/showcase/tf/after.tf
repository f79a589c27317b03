@node
@author=The Context-Fabric for .NET authors
@corpus=showcase
@description=what follows the word: punctuation, spaces, line ends; empty where the next word is joined to this one
@license=CC0-1.0
@licenseText=To the extent possible under law, the authors waive all rights to this corpus.
@source=written and annotated for this repository
@valueType=str
@version=1.0

 
 
 
 
 
 
 
 
 
 
 
. 
 
 
 
 
, 
 
 
 
 
 
 
. 
 
 
 
 
 
, 
 
 
 
 
 
 
, 
 
 
 
 
.” 
 
 
, 
 
 
 
 
 
 
 
 
.\n
 
 
 
 
 
 
 
. 
 
 
 
 
, 
 
 
 
 
 
, 
 
 
 
 
 
 
 
 
. 
,” 
 
 
, 
 
 
 
 
 
 
.” 
 
 
 
 
 
, 
 
 
 
 
 
 
. 
 
 
 
, 
 
 
 
, 
 
 
 
 
. 
,” 
 
, 
 
 
 
.”\n
 
 
 
 
 
, 
 
 
 
 
 
 
. 
 
 
 
 
 
 
 
 
 
 
. 
 
 
 
 
 
 
 
 
 
 
: 
 
 
.” 
 
 
 
, 
 
 
 
 
 
 
. 
 
 
, 
 
 
 
 
.\n
 
 
 
 
 
 
 
 
 
 
. 
 
 
 
 
 
 
 
 
 
 
 
. 
 
 
 
 
 
 
 
, 
 
 
 
 
. 
 
 
 
,” 
 
. 
 
 
 
 
 
 
 
.”\n
 
־

 

־

׃ 

 
 
 
 
׃ 

 
 
 
 
 
 
־

׃\n
 
 
 
 
, 
 
 
 
 
. 
 
 
, 
 
 
 
 
 
, 
 
 
 
 
 
. 
 
 
 
; 
 
 
 
 
, 
 
 
 
.\n
