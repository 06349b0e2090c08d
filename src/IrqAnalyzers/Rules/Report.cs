using System.Collections.Immutable;

namespace IrqAnalyzers.Rules;

/// <summary>All that is said of a finding but where. Pure data, which outlives the compilation.</summary>
internal sealed class Report
{
    private const int Circumstance = 3;

    public Report(string rule, bool isDefinite, int assumption, ImmutableDictionary<string, string?> properties, object[] arguments)
    {
        Rule = rule;
        IsDefinite = isDefinite;
        Assumption = assumption;
        Properties = properties;
        Arguments = arguments;
    }

    public string Rule { get; }

    public bool IsDefinite { get; }

    public int Assumption { get; }

    public ImmutableDictionary<string, string?> Properties { get; }

    /// <summary>What the message is made of.</summary>
    public object[] Arguments { get; }

    /// <summary>The file and line in the key.</summary>
    public string? Place => Properties.TryGetValue(Reporter.Key, out var key) && key?.Split('|') is { Length: >= 3 } parts ? parts[2] : null;

    /// <summary>The same with another file and line.</summary>
    public Report MovedTo(string place)
    {
        if (Place is not { } old || old == place) return this;
        var parts = Properties[Reporter.Key]!.Split('|');
        parts[2] = place;
        var arguments = (object[])Arguments.Clone();
        if (arguments.Length > Circumstance && arguments[Circumstance] is string text && text.EndsWith($"at {old})", StringComparison.Ordinal))
            arguments[Circumstance] = text.Substring(0, text.Length - old.Length - 1) + place + ")";
        return new(Rule, IsDefinite, Assumption, Properties.SetItem(Reporter.Key, string.Join("|", parts)), arguments);
    }
}
