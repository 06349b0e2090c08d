using System.CommandLine;
using BugMuseum;
using Spectre.Console;

var list = new Option<bool>("--list") { Description = "List the exhibits and run nothing." };
var only = new Option<string[]>("--only") { Description = "Run only these exhibits, for instance --only A01 F02, or a family: --only F.", AllowMultipleArgumentsPerToken = true };
var trace = new Option<bool>("--trace") { Description = "Print what happened, step by step." };
only.Validators.Add(result =>
{
    foreach (var token in result.Tokens)
    {
        if (!Museum.Exhibits.Any(exhibit => exhibit.Id.StartsWith(token.Value, StringComparison.OrdinalIgnoreCase)))
            result.AddError($"There is no exhibit '{token.Value}'; --list shows those there are.");
    }
});

var command = new RootCommand("Runs real bugs of interrupt bring-up, Linux's and others', each as a model before and after its fix.") { list, only, trace };
command.SetAction(parsed =>
{
    var wanted = parsed.GetValue(only) ?? [];
    var exhibits = Museum.Exhibits
        .Where(exhibit => wanted.Length == 0 || wanted.Any(id => exhibit.Id.StartsWith(id, StringComparison.OrdinalIgnoreCase))).ToArray();
    var guide = new Guide(AnsiConsole.Create(new AnsiConsoleSettings { Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect }));
    return parsed.GetValue(list) ? guide.List(exhibits) : guide.Show(exhibits, parsed.GetValue(trace), inDetail: wanted.Length > 0);
});
return command.Parse(args).Invoke();
