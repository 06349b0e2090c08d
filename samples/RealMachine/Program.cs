using RealMachine;

return CommandLine.Run(args, Console.Out, Console.Error, isInteractive: !Console.IsOutputRedirected);
