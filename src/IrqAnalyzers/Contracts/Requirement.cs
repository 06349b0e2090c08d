using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Contracts;

/// <summary>How a requirement reads its facts.</summary>
internal enum RequirementKind
{
    /// <summary>At least one of the facts holds.</summary>
    AnyOf,

    /// <summary>None of the facts holds.</summary>
    Absent,

    /// <summary>The operation is wrong wherever a circumstance holds.</summary>
    Never,

    /// <summary>The argument is what a property of the receiver names.</summary>
    Argument,
}

/// <summary>What must hold when an operation is called, or when a handler is left.</summary>
internal sealed class Requirement
{
    public Requirement(RequirementKind kind, FactMask facts, int subject, Kinds when, string rule, int assumption, IMethodSymbol operation)
    {
        Kind = kind;
        Facts = facts;
        Subject = subject;
        When = when;
        Rule = rule;
        Assumption = assumption;
        Operation = operation;
    }

    public RequirementKind Kind { get; }

    public FactMask Facts { get; }

    /// <summary>Ordinal of the parameter whose facts are meant; -1 is the receiver.</summary>
    public int Subject { get; }

    public Kinds When { get; }

    public string Rule { get; }

    /// <summary>Value of the assumption's enum; 0 is none.</summary>
    public int Assumption { get; }

    /// <summary>The operation that bears the attribute, which need not be the one that is called.</summary>
    public IMethodSymbol Operation { get; }

    /// <summary>Facts that all hold where the requirement says something; none if it always does.</summary>
    public FactMask While { get; set; }

    /// <summary>Facts of which one is enough to make up for a violation.</summary>
    public FactMask Unless { get; set; }

    /// <summary>
    /// The same of an object that comes from outside the model, or of a host that runs, of which only what is usual is known: a violation is possible at most.
    /// </summary>
    public Requirement FromOutside => fromOutside ??= new(
        Kind, Facts, Subject, When, Rule, Assumption == Contracts.Circumstance.FunctionsKeepDomains
            ? Contracts.Circumstance.AfterBoot
            : Contracts.Circumstance.FromOutside, Operation);

    private Requirement? fromOutside;

    /// <summary>The property that <see cref="RequirementKind.Argument"/> speaks of.</summary>
    public string? Property { get; set; }

    public string SubjectType => Subject < 0 ? Operation.ContainingType.Name : Operation.Parameters[Subject].Type.Name;

    public string OperationName => Operation.ContainingType.Name + "." + Operation.Name;
}
