using System.Collections.Immutable;
using IrqAnalyzers.Caching;

namespace IrqAnalyzers.Rules;

/// <summary>The content of a finding without its place. Pure data, which outlives the compilation.</summary>
internal sealed class Report
{
    private readonly string message;
    private readonly string? helper;

    /// <param name="rule">Identifier of the rule.</param>
    /// <param name="isDefinite">Whether the finding is definite.</param>
    /// <param name="assumption">The circumstance under which it is wrong; 0 is none.</param>
    /// <param name="properties">Properties of the diagnostic.</param>
    /// <param name="message">What is wrong and what to do.</param>
    /// <param name="helper">Method that the operation is in, empty if it has no name; <see langword="null"/> if the finding is on the operation itself.</param>
    public Report(string rule, bool isDefinite, int assumption, ImmutableDictionary<string, string?> properties, string message, string? helper)
    {
        Rule = rule;
        IsDefinite = isDefinite;
        Assumption = assumption;
        Properties = properties;
        this.message = message;
        this.helper = helper;
    }

    public string Rule { get; }

    public bool IsDefinite { get; }

    public int Assumption { get; }

    public ImmutableDictionary<string, string?> Properties { get; }

    /// <summary>The message, and where the operation is if the finding is on a call that leads to it.</summary>
    public string Text => helper is null || Place is null ? message
        : helper.Length == 0 ? $"{message} It happens at {Place}."
        : $"{message} It happens in '{helper}', at {Place}.";

    /// <summary>The file and line in the key.</summary>
    public string? Place => Properties.TryGetValue(Reporter.Key, out var key) && key?.Split('|') is { Length: >= 3 } parts ? parts[2] : null;

    /// <summary>The same with another file and line.</summary>
    public Report MovedTo(string place)
    {
        if (Place is not { } old || old == place) return this;
        var parts = Properties[Reporter.Key]!.Split('|');
        parts[2] = place;
        return new(Rule, IsDefinite, Assumption, Properties.SetItem(Reporter.Key, string.Join("|", parts)), message, helper);
    }
}
