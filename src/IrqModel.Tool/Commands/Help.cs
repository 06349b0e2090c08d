using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace IrqModel.Tool.Commands;

/// <summary>Help with examples and exit codes below what System.CommandLine writes.</summary>
internal static class Help
{
    public static void AddExamples(Command command, (int Code, string Meaning)[] exitCodes, params (string What, string Line)[] examples)
    {
        var option = new HelpOption();
        option.Action = new WithExamples((SynchronousCommandLineAction)option.Action!, exitCodes, examples);
        command.Add(option);
    }

    private sealed class WithExamples(
        SynchronousCommandLineAction inner, (int Code, string Meaning)[] exitCodes, (string What, string Line)[] examples) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            var code = inner.Invoke(parseResult);
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var (what, line) in examples)
            {
                output.WriteLine($"  # {what}");
                output.WriteLine($"  {line}");
            }

            output.WriteLine();
            output.WriteLine("Exit codes:");
            foreach (var (exitCode, meaning) in exitCodes) output.WriteLine($"  {exitCode,3}  {meaning}");
            return code;
        }
    }
}
