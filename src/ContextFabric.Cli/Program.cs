using ContextFabric.Cli;

return await CommandLineApplication.RunAsync(args).ConfigureAwait(false);
