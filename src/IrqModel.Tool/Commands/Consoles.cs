using Spectre.Console;

namespace IrqModel.Tool.Commands;

/// <summary>Consoles for reports: with colours on a terminal, wide and plain into a pipe.</summary>
internal static class Consoles
{
    private const int WidthOfPipe = 200;

    public static IAnsiConsole Create(ToolStreams streams)
    {
        var isColoured = streams is { IsOutputTerminal: true, UsesColours: true };
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isColoured ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isColoured ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(streams.Output),
        });
        if (!streams.IsOutputTerminal) console.Profile.Width = WidthOfPipe;
        return console;
    }
}
