using System.Text.RegularExpressions;

namespace IrqModel.Firmware;

/// <summary>Which machine the lines of texts are of, by the prompts before them.</summary>
internal sealed partial class PromptHosts
{
    private readonly Dictionary<string, List<(int Line, string? Name)>> _prompts = new(StringComparer.Ordinal);

    private readonly Dictionary<string, string> _containers = new(StringComparer.Ordinal);
    private string? _machine;
    private bool _isEntering;

    /// <summary>The machine of the last prompt of the text that is being read; null where none names one.</summary>
    public string? Current { get; set; }

    /// <summary>Notes a prompt.</summary>
    /// <param name="source">The text.</param>
    /// <param name="line">The line of the prompt.</param>
    /// <param name="host">What it names: a machine, or a container on one.</param>
    /// <returns>The machine; null where only a container is named, whose machine nothing shows.</returns>
    public string? Note(string source, int line, string host)
    {
        string? machine = MachineOf(host);
        if (machine is not null)
            NoteMachine(source, line, machine);
        return machine;
    }

    /// <summary>Notes a command: some lead into a container, which has the kernel of its machine and a name of its own.</summary>
    public void NoteCommand(string command) => _isEntering = _machine is not null && EntersContainer().IsMatch(command);

    /// <summary>Ends a text: what follows is of any machine.</summary>
    public void EndText() => (Current, _machine, _isEntering) = (null, null, false);

    private string? MachineOf(string host)
    {
        string? name = MachineName.Of(host);
        if (_isEntering && name is not null && name != MachineName.Of(_machine))
            _containers[name] = _machine!;
        _isEntering = false;
        if (name is not null && _containers.TryGetValue(name, out string? outside))
            return outside;
        return ContainerId().IsMatch(host) ? _machine : _machine = host;
    }

    private void NoteMachine(string source, int line, string host)
    {
        Current = MachineName.Of(host);
        if (!_prompts.TryGetValue(source, out List<(int Line, string? Name)>? prompts))
            _prompts.Add(source, prompts = []);
        if (prompts.Count == 0 || prompts[^1].Name != Current)
            prompts.Add((line, Current));
    }

    /// <summary>
    /// The machine of a line: that of the last prompt before it. Where all prompts of a text name one machine, all of the text is of it.
    /// </summary>
    /// <param name="source">The text.</param>
    /// <param name="line">The line, or null.</param>
    public string? Of(string source, int? line)
    {
        if (!_prompts.TryGetValue(source, out List<(int Line, string? Name)>? prompts))
            return null;
        if (prompts.Count == 1)
            return prompts[0].Name;
        return line is { } at && prompts.FindLastIndex(prompt => prompt.Line <= at) is >= 0 and int last ? prompts[last].Name : null;
    }

    // Docker and Podman call a container after the first digits of its id.
    [GeneratedRegex("^[0-9a-f]{12}$")]
    private static partial Regex ContainerId();

    [GeneratedRegex(
        @"^(?:sudo (?:-\S+ )*)?(?:pct (?:enter|exec)|(?:lxc|incus) (?:exec|shell)|lxc-attach|(?:docker|podman|nerdctl)(?: compose)? (?:container )?(?:exec|run)"
        + @"|crictl exec|systemd-nspawn|machinectl shell|nsenter|(?:arch-)?chroot|(?:toolbox|distrobox)(?: |-)enter)\b")]
    private static partial Regex EntersContainer();
}
