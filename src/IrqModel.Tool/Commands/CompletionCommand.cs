using System.CommandLine;

namespace IrqModel.Tool.Commands;

/// <summary>
/// <c>irqmodel completion</c>: scripts with which shells complete verbs, options and values. Files are completed by the shell.
/// </summary>
internal static class CompletionCommand
{
    /// <summary>The hidden verb that the scripts call.</summary>
    public const string Verb = "complete";

    private const string Bash = """
        # irqmodel for bash. To load it: source <(irqmodel completion bash)
        _irqmodel() {
            local words current=${COMP_WORDS[COMP_CWORD]}
            mapfile -t words < <(irqmodel complete --position "$COMP_POINT" "$COMP_LINE" 2>/dev/null)
            mapfile -t COMPREPLY < <(compgen -W "${words[*]}" -- "$current"; compgen -f -- "$current")
        }
        complete -o filenames -F _irqmodel irqmodel
        """;

    private const string Zsh = """
        #compdef irqmodel
        # irqmodel for zsh. To load it: source <(irqmodel completion zsh)
        _irqmodel() {
            local -a words
            words=("${(@f)$(irqmodel complete --position "$CURSOR" "$BUFFER" 2>/dev/null)}")
            compadd -- "${words[@]:#}"
            _files
        }
        compdef _irqmodel irqmodel
        """;

    private const string Pwsh = """
        # irqmodel for PowerShell. To load it: irqmodel completion pwsh | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName irqmodel -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            irqmodel complete --position $cursorPosition "$commandAst" 2>$null | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
            }
        }
        """;

    /// <summary>The verb for users.</summary>
    public static Command Create(ToolStreams streams)
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh or pwsh." };
        shell.CompletionSources.Add("bash", "zsh", "pwsh");
        var command = new Command("completion", "Writes a script with which a shell completes verbs, options and hosts.") { shell };
        Help.AddExamples(
            command,
            [(ExitCodes.Answered, "the script is written"), (ExitCodes.InputIsWrong, "there is no script for the shell")],
            ("bash, in ~/.bashrc", "source <(irqmodel completion bash)"),
            ("zsh, in ~/.zshrc after compinit", "source <(irqmodel completion zsh)"),
            ("PowerShell, in $PROFILE", "irqmodel completion pwsh | Out-String | Invoke-Expression"));
        command.SetAction(parsed => ToolCommand.Guard(streams, () =>
        {
            var script = parsed.GetValue(shell) switch
            {
                "bash" => Bash,
                "zsh" => Zsh,
                "pwsh" => Pwsh,
                var other => throw new InputException($"{other}: expected bash, zsh or pwsh."),
            };
            streams.Output.Write(script.ReplaceLineEndings("\n") + "\n");
            return ExitCodes.Answered;
        }));
        return command;
    }

    /// <summary>The verb for the scripts.</summary>
    /// <param name="root">Knows what can be completed.</param>
    /// <param name="streams">Where the completions go.</param>
    public static Command CreateHidden(Command root, ToolStreams streams)
    {
        var position = new Option<int>("--position") { Description = "Where the cursor is." };
        var line = new Argument<string>("LINE") { Description = "The command line." };
        var command = new Command(Verb, "Completes a command line.") { position, line };
        command.Hidden = true;
        command.SetAction(parsed =>
        {
            var typed = parsed.GetValue(line)!;
            var end = Math.Clamp(parsed.GetValue(position), 0, typed.Length);
            // Help comes with the root and with the verb, and in the forms of DOS too, which a shell would take for files.
            var labels = root.Parse(typed[..end]).GetCompletions(end).Select(completion => completion.Label).Distinct();
            foreach (var label in labels.Where(label => label is not ['/', ..])) streams.Output.WriteLine(label);
            return ExitCodes.Answered;
        });
        return command;
    }
}
