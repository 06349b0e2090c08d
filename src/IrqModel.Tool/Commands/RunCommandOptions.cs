using System.CommandLine;
using IrqModel.Tool.Hosts;

namespace IrqModel.Tool.Commands;

/// <summary>The options of <c>irqmodel run</c>.</summary>
internal sealed class RunCommandOptions
{
    public Argument<string?> Model { get; } = new("MODEL")
    {
        Description = "A .cs file, a project (or its folder), or an assembly. Its code is run.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public Argument<string[]> Arguments { get; } = new("ARGUMENTS")
    {
        Description = "Arguments for the model's own program, after --.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public Option<string?> Host { get; } = new("--host")
    {
        Description = $"A built-in host in place of the model's ({string.Join(", ", HostCatalogue.Names)}), or the type of one of the model's.",
        HelpName = "HOST",
    };

    public Option<bool> ListHosts { get; } = new("--list-hosts") { Description = "List the built-in hosts and run nothing." };

    public Option<string[]> Machine { get; } = new("--machine")
    {
        Description = "The machine to run on: tables, listings and logs as for explain, or a machine as .json or .cs (see import).",
        HelpName = "FILES",
        AllowMultipleArgumentsPerToken = true,
    };

    public Option<int?> State { get; } = new(
        "--state")
    {
        Description = "Which state of the machine, from 1, where listings show several; the last if not given.",
        HelpName = "N"
    };

    public Option<string?> Builder { get; } = new("--build")
    {
        Description = "Which method of the model builds the machine, where it is no program or has several.",
        HelpName = "METHOD",
    };

    public Option<string?> Scenario { get; } = new(
        "--scenario")
    { Description = "Which method of the model plays what happens after boot.", HelpName = "METHOD" };

    public Option<int?> Run { get; } = new(
        "--run")
    { Description = "Show only one run, from 1, of a program that makes several.", HelpName = "N" };

    public Option<int?> Seed { get; } = new(
        "--seed")
    { Description = "Choose among ready flows at random; the same seed gives the same run.", HelpName = "N" };

    public Option<bool> Restless { get; } = new("--restless") { Description = "Let functions send their interrupts after each operation." };

    public Option<double?> Timeout { get; } = new(
        "--timeout")
    { Description = "End a model that takes longer; 30 if not given.", HelpName = "SECONDS" };

    public Option<string?> Replay { get; } = new("--replay")
    {
        Description = "Make the choices of an earlier run: a file that --json wrote, or a list such as [0,1,0].",
        HelpName = "FILE",
    };

    public Option<string?> Trace { get; } = new("--trace")
    {
        Description = "Write what happened, step by step: .json for trace events (ui.perfetto.dev), else text; - for text on standard output.",
        HelpName = "FILE",
    };

    public Option<string?> Json { get; } = new(
        "--json")
    { Description = "Write the runs as JSON, or - for standard output in place of the report.", HelpName = "FILE" };

    public Option<string?> Sarif { get; } = new(
        "--sarif")
    { Description = "Write the broken rules as SARIF 2.1.0, or - for standard output.", HelpName = "FILE" };

    public Option<bool> Strict { get; } = new("--strict") { Description = "Exit with 1 if a rule is broken or an interrupt is lost." };

    public Pages.PageOptions Pages { get; } = new();

    public void AddTo(Command command)
    {
        Host.CompletionSources.Add([.. HostCatalogue.Names]);
        command.Add(Model);
        command.Add(Arguments);
        foreach (var option in new Option[] { Host, ListHosts, Machine, State, Builder, Scenario, Run, Seed, Restless, Timeout, Replay,
            Trace, Json, Sarif, Strict })
            command.Add(option);
        Pages.AddTo(command);
    }
}
