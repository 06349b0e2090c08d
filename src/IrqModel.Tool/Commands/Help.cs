using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace IrqModel.Tool.Commands;

/// <summary>Help with examples and exit codes below what System.CommandLine writes.</summary>
internal static class Help
{
    public static void AddExamples(Command command, params (string What, string Line)[] examples)
    {
        var option = new HelpOption();
        option.Action = new WithExamples((SynchronousCommandLineAction)option.Action!, examples);
        command.Add(option);
    }

    private sealed class WithExamples(SynchronousCommandLineAction inner, (string What, string Line)[] examples) : SynchronousCommandLineAction
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
            output.WriteLine($"  {ExitCodes.Answered,3}  answered, also where something is unknown");
            output.WriteLine($"  {ExitCodes.Failed,3}  a model could not be run");
            output.WriteLine($"  {ExitCodes.InputIsWrong,3}  an option is wrong, an input cannot be read, or nothing was recognised");
            output.WriteLine($"  {ExitCodes.Interrupted,3}  interrupted; no file is left half-written");
            return code;
        }
    }
}
