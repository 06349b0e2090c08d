using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Checks;

/// <summary>One violation, merged over all states that show it.</summary>
internal sealed class Finding
{
    private FactMask? held;

    public Finding(Requirement requirement, Location location, string key, string subject, bool leaves)
    {
        Requirement = requirement;
        Location = location;
        Key = key;
        Subject = subject;
        Leaves = leaves;
    }

    public Requirement Requirement { get; private set; }

    public Location Location { get; }

    public string Key { get; }

    /// <summary>Source text of the device expression.</summary>
    public string Subject { get; }

    /// <summary>Whether a handler is left, rather than an operation called.</summary>
    public bool Leaves { get; }

    public bool IsDefinite { get; private set; }

    /// <summary>The class of functions for which it goes wrong.</summary>
    public Kinds Class { get; private set; }

    /// <summary>The functions that get to the exit, or to an operation that is wrong for some, those for which all is well included.</summary>
    public Kinds Reaching { get; set; }

    /// <summary>Whether the duty may have been kept towards functions that get to the same exit on other paths.</summary>
    public bool IsKeptElsewhere { get; set; }

    /// <summary>Whether the subject's type alone gives its class.</summary>
    public bool ClassIsStatic { get; set; }

    /// <summary>Where the operation itself is, if the finding is on a call that leads there.</summary>
    public Location? Operation { get; set; }

    /// <summary>The method that the finding is in.</summary>
    public string? Method { get; private set; }

    /// <summary>The method that the operation is in, if the finding is on a call that leads there.</summary>
    public string? Helper { get; private set; }

    /// <summary>Whether the body establishes what is missing, elsewhere.</summary>
    public bool IsMetSomewhere { get; private set; }

    /// <summary>The facts of the subject that hold wherever it goes wrong: what has been done already is no advice.</summary>
    public FactMask Held => held ?? 0;

    /// <summary>Adds what the message says of the way to it.</summary>
    public void Explain(string? method, bool isMetSomewhere, string? helper, FactMask holding)
    {
        Method = method;
        IsMetSomewhere |= isMetSomewhere;
        Helper ??= helper;
        held = holding & (held ?? FactMask.All);
    }

    /// <summary>Takes the place of the requirement by another one of the same rule.</summary>
    public void Adopt(Requirement requirement) => Requirement = requirement;

    /// <summary>The same, possible at most.</summary>
    public Finding AsPossible()
    {
        var same = (Finding)MemberwiseClone();
        same.IsDefinite = false;
        return same;
    }

    /// <summary>Takes in another state that shows the violation: definite beats possible, and gives the class.</summary>
    public void Merge(bool definite, Kinds @class)
    {
        if (definite == IsDefinite)
        {
            Class |= @class;
        }
        else if (definite)
        {
            IsDefinite = true;
            Class = @class;
        }
    }
}
