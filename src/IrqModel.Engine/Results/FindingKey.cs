namespace IrqModel.Engine;

/// <summary>
/// What identifies a finding, whether the analyzers or the engine made it: rule, operation, source location, subject type.
/// </summary>
/// <param name="Rule">Identifier of the rule.</param>
/// <param name="Operation">Declaring type and method of the operation, for instance <c>PciFunction.AssignMsiDomain</c>.</param>
/// <param name="File">File name without folder.</param>
/// <param name="Line">Line of the call, or of the first statement of a handler that neglects a duty.</param>
/// <param name="SubjectType">Declared type of the contract's subject.</param>
public readonly record struct FindingKey(string Rule, string Operation, string File, int Line, string SubjectType) : IComparable<FindingKey>
{
    /// <inheritdoc/>
    public override string ToString() => $"{Rule}|{Operation}|{File}:{Line}|{SubjectType}";

    /// <inheritdoc/>
    public int CompareTo(FindingKey other) =>
        (File, Line, Rule, Operation, SubjectType).CompareTo((other.File, other.Line, other.Rule, other.Operation, other.SubjectType));

    /// <summary>Whether one key comes before another.</summary>
    public static bool operator <(FindingKey left, FindingKey right) => left.CompareTo(right) < 0;

    /// <summary>Whether one key comes after another.</summary>
    public static bool operator >(FindingKey left, FindingKey right) => left.CompareTo(right) > 0;

    /// <summary>Whether one key does not come after another.</summary>
    public static bool operator <=(FindingKey left, FindingKey right) => left.CompareTo(right) <= 0;

    /// <summary>Whether one key does not come before another.</summary>
    public static bool operator >=(FindingKey left, FindingKey right) => left.CompareTo(right) >= 0;
}
