@edge
@author=The Context-Fabric for .NET authors
@corpus=showcase
@description=from a dependent clause to the clause or phrase it depends on
@license=CC0-1.0
@licenseText=To the extent possible under law, the authors waive all rights to this corpus.
@source=written and annotated for this repository
@valueType=str
@version=1.0

358	419
360	359
360
363	362
362
367	447
366
370
372	371
374	373
373
377
378	376
380	379
382	381
382
385	384
385
388	387
390	389
393	530
395	394
397
399	553
402	559
404	564
406	405
408	407
583
411	410
411
411
