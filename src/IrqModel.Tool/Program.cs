using IrqModel.Tool.Commands;

return await ToolCommand.RunAsync(args, new ToolStreams(Console.OpenStandardInput, Console.Out, Console.Error)
{
    IsInputRedirected = Console.IsInputRedirected,
    IsOutputTerminal = !Console.IsOutputRedirected,
    UsesColours = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
    IsErrorTerminal = !Console.IsErrorRedirected,
});
