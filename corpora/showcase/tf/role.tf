@edge
@edgeValues
@author=The Context-Fabric for .NET authors
@corpus=showcase
@description=from the predicate of a clause to what it governs, with the part that plays
@license=CC0-1.0
@licenseText=To the extent possible under law, the authors waive all rights to this corpus.
@source=written and annotated for this repository
@valueType=str
@version=1.0

415	414	place
415	416	subject
418	417	place
418	419	subject
421	422	object
421	423	place
421	420	subject
426	427	object
426	425	subject
426	424	time
430	361	object
430	429	subject
432	433	place
432	431	subject
432	434	time
437	436	subject
439	440	object
439	438	subject
439	363	time
442	443	object
445	446	complement
445	444	subject
450	448	object
450	451	place
450	449	subject
452	453	object
452	447	subject
452	454	time
459	460	subject
461	463	manner
461	462	object
461	458	subject
466	465	subject
466	467	time
470	471	object
470	469	subject
473	474	object
473	472	subject
476	477	object
476	475	subject
480	481	object
480	479	subject
484	483	subject
486	487	object
489	490	place
489	488	subject
493	494	object
493	492	subject
496	495	subject
498	383	object
498	502	place
501	499	object
501	500	subject
505	506	object
505	504	subject
505	503	time
508	386	object
510	511	complement
510	509	subject
513	514	complement
513	512	subject
517	518	recipient
517	516	subject
520	390	cause
520	521	object
520	519	subject
524	525	object
524	523	subject
528	529	place
528	527	subject
528	526	time
532	533	object
532	531	subject
534	535	object
534	530	subject
538	539	object
538	540	recipient
538	537	subject
543	545	manner
543	544	object
543	542	subject
547	548	object
547	546	subject
550	396	object
550	549	subject
552	553	recipient
552	551	subject
555	556	object
555	554	subject
557	558	object
562	563	recipient
562	559	subject
566	567	object
568	569	object
568	564	subject
572	573	complement
572	571	subject
575	576	object
575	574	subject
575	406	time
578	579	object
578	577	subject
581	582	object
581	583	place
586	587	object
586	584	place
586	585	subject
590	588	place
590	589	subject
590	591	time
594	593	subject
596	object
595	412	subject
598	600	complement
598	599	object
