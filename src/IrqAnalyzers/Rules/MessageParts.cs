namespace IrqAnalyzers.Rules;

/// <summary>What the message of a finding is made of. Members that advise are sentences with a space before them, or empty if nothing helps.</summary>
internal sealed class MessageParts
{
    public MessageParts(string rule, string operation, string subject)
    {
        Rule = rule;
        Operation = operation;
        Subject = subject;
    }

    public string Rule { get; }

    /// <summary>Name of the operation, or of the handler that is left.</summary>
    public string Operation { get; }

    /// <summary>Source text of the device expression.</summary>
    public string Subject { get; }

    /// <summary>For which functions and under which circumstance it goes wrong; empty if always.</summary>
    public string When { get; set; } = string.Empty;

    /// <summary>The method that the finding is in.</summary>
    public string? Method { get; set; }

    /// <summary>Whether a handler is left, rather than an operation called.</summary>
    public bool Leaves { get; set; }

    /// <summary>Whether a fact holds that must not, rather than one missing.</summary>
    public bool IsAbsence { get; set; }

    /// <summary>Whether the fact that must not hold is that the result of an operation was ignored.</summary>
    public bool IsIgnored { get; set; }

    /// <summary>Whether the fact that must not hold is that the same was done before.</summary>
    public bool IsRepeated { get; set; }

    /// <summary>Whether the fact that must not hold is that what the operation needs was given back.</summary>
    public bool IsFreed { get; set; }

    /// <summary>Whether the fact that must not hold is that a guest uses the function.</summary>
    public bool IsHeldByGuest { get; set; }

    /// <summary>Whether there is no check that the hardware supports it.</summary>
    public bool IsUnasked { get; set; }

    /// <summary>Whether the fact that must not hold is that a remapping unit was not told of changed entries.</summary>
    public bool IsStale { get; set; }

    /// <summary>Whether a method may end with entries of functions that it has found stale.</summary>
    public bool IsLeftStale { get; set; }

    /// <summary>Whether a unit that may be in use is set up anew.</summary>
    public bool IsSetUpAnew { get; set; }

    /// <summary>Whether the operation itself is wrong: it returns nothing where it owes an answer.</summary>
    public bool ReturnsNothing { get; set; }

    /// <summary>Whether the body establishes what is missing, but elsewhere.</summary>
    public bool IsMetSomewhere { get; set; }

    /// <summary>The operations that establish what the rule is about, quoted; empty if there are none.</summary>
    public string Establishing { get; set; } = string.Empty;

    /// <summary>The operations that take back what the rule is about, quoted; empty if there are none.</summary>
    public string Undoing { get; set; } = string.Empty;

    public string Reaches => Leaves ? $"leaves '{Operation}'" : $"reaches '{Operation}'";

    /// <summary>Advice to call the operation after what is missing.</summary>
    public string CallLater =>
        Establishing.Length == 0 ? string.Empty : IsMetSomewhere ? $" Call it after {Establishing}." : $" Call {Establishing} first.";

    /// <summary>Advice to call what is missing before the handler returns.</summary>
    public string CallBeforeReturning => Establishing.Length == 0 ? string.Empty : $" Call {Establishing} before returning.";

    /// <summary>Advice to take back what must not hold.</summary>
    public string CallUndoing => Undoing.Length == 0 ? string.Empty : $" Call {Undoing} {(Leaves ? "before returning" : "first")}.";

    /// <summary>Advice to call the operation before what must not have happened yet.</summary>
    public string CallEarlier(string alternative = "") => Establishing.Length == 0 ? string.Empty : $" Call it before {Establishing}{alternative}.";

    /// <summary>Advice to make an assignment.</summary>
    public string Write(string where) => Establishing.Length == 0 ? string.Empty : $" Write {Establishing} {where}.";
}
