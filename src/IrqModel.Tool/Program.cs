using IrqModel.Tool.Commands;

return await ToolCommand.RunAsync(args, new ToolStreams(Console.OpenStandardInput, Console.Out, Console.Error)
{
    IsInputRedirected = Console.IsInputRedirected,
    IsOutputTerminal = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null or "",
    IsErrorTerminal = !Console.IsErrorRedirected,
});
