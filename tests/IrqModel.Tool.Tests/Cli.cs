using System.Text;
using IrqModel.Tool.Commands;

namespace IrqModel.Tool.Tests;

/// <summary>Runs the program as a user does whose output goes into a pipe.</summary>
internal static class Cli
{
    public static (int ExitCode, string Output, string Error) Run(params string[] args) => RunWith("", args);

    public static (int ExitCode, string Output, string Error) RunWith(string input, params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var streams = new ToolStreams(() => new MemoryStream(Encoding.UTF8.GetBytes(input)), output, error);
        var exitCode = ToolCommand.RunAsync(args, streams, TestContext.Current.CancellationToken).GetAwaiter().GetResult();
        return (exitCode, output.ToString(), error.ToString());
    }
}
