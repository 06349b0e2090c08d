using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Contracts;

/// <summary>Collects what the declarations of one operation say.</summary>
internal sealed class OperationReader
{
    private readonly KnownTypes known;
    private readonly FactTable facts;
    private readonly List<Effect> ensures = new();
    private readonly List<Effect> mayEnsure = new();
    private readonly List<Effect> revokes = new();
    private ImmutableArray<Requirement>.Builder? requires;
    private Footprint? footprint;
    private Inheritance? inherits;
    private FactTest? factTest;
    private FactMask recalls;
    private Kinds recallsWhen = Kinds.Any;

    public OperationReader(KnownTypes known, FactTable facts)
    {
        this.known = known;
        this.facts = facts;
    }

    public static Footprint ReadFootprint(AttributeData attribute) => new(
        Numbers.ToInt64(AttributeReader.Named(attribute, "Reads")),
        Numbers.ToInt64(AttributeReader.Named(attribute, "Writes")),
        AttributeReader.Named(attribute, "ReachesOthers") is true);

    /// <summary>What a query says about facts; <see langword="null"/> if the attribute makes no sense.</summary>
    public static FactTest? ReadFactTest(AttributeData attribute, int subject, FactTable table)
    {
        var facts = table.Of(attribute);
        return facts == 0 || subject < -1 ? null : new(
            facts, subject, AttributeReader.Named(attribute, "IsExact") is true, AttributeReader.Named(attribute, "IsWider") is true,
            AttributeReader.Named(attribute, "IsOneWay") is true, table.OfNamed(attribute, "Denies") | table.OfNamed(attribute, "DeniesDeclared"))
        {
            Excluded = table.OfNamed(attribute, "Excludes") | table.OfNamed(attribute, "ExcludesDeclared"),
        };
    }

    public void Read(IMethodSymbol declaration)
    {
        foreach (var attribute in declaration.GetAttributes()) Read(attribute, declaration);
    }

    public void Read(AttributeData attribute, IMethodSymbol declaration)
    {
        switch (known.RoleOf(attribute))
        {
            case AttributeRole.Requires:
                Require(RequirementKind.AnyOf, attribute, declaration);
                break;
            case AttributeRole.RequiresAbsent:
                Require(RequirementKind.Absent, attribute, declaration);
                break;
            case AttributeRole.WrongIf:
                Require(RequirementKind.Never, attribute, declaration);
                break;
            case AttributeRole.RequiresArgument:
                RequireArgument(attribute, declaration);
                break;
            case AttributeRole.Ensures:
                Change(EffectKind.Ensure, attribute, declaration, ensures);
                break;
            case AttributeRole.MayEnsure:
                Change(EffectKind.MayEnsure, attribute, declaration, mayEnsure);
                break;
            case AttributeRole.Revokes:
                Change(EffectKind.Revoke, attribute, declaration, revokes);
                break;
            case AttributeRole.Footprint:
                footprint ??= ReadFootprint(attribute);
                break;
            case AttributeRole.TestsFact:
                factTest ??= ReadFactTest(attribute, AttributeReader.Subject(attribute, declaration), facts);
                break;
            case AttributeRole.Inherits when AttributeReader.Argument(attribute, 0) is string from:
                inherits ??= new(from, AttributeReader.Argument(attribute, 1) as string ?? string.Empty);
                break;
        }
    }

    public void Read(FileContract contract, IMethodSymbol declaration)
    {
        switch (contract.Role)
        {
            case AttributeRole.Requires or AttributeRole.RequiresAbsent when contract.Rule is { } rule:
                requires ??= ImmutableArray.CreateBuilder<Requirement>();
                requires.Add(new(
                    contract.Role == AttributeRole.Requires ? RequirementKind.AnyOf : RequirementKind.Absent, contract.Facts, contract.Subject,
                    contract.When, rule, contract.Assumption, declaration));
                break;
            case AttributeRole.Ensures:
                ensures.Add(new(EffectKind.Ensure, contract.Facts, contract.Subject, contract.When));
                break;
            case AttributeRole.MayEnsure:
                mayEnsure.Add(new(EffectKind.MayEnsure, contract.Facts, contract.Subject, contract.When));
                break;
            case AttributeRole.Revokes:
                revokes.Add(new(EffectKind.Revoke, contract.Facts, contract.Subject, contract.When));
                break;
        }
    }

    public OperationContract Finish()
    {
        if (requires is null && ensures.Count + mayEnsure.Count + revokes.Count == 0 && recalls == 0 && footprint is null
            && inherits is null && factTest is null)
            return OperationContract.None;
        ensures.AddRange(mayEnsure);
        ensures.AddRange(revokes);
        return new(requires?.ToImmutable() ?? ImmutableArray<Requirement>.Empty, ensures.ToImmutableArray(), footprint, inherits, factTest)
        {
            Recalls = recalls,
            RecallsWhen = recallsWhen,
        };
    }

    private void Require(RequirementKind kind, AttributeData attribute, IMethodSymbol declaration)
    {
        var subject = AttributeReader.Subject(attribute, declaration);
        if (subject < -1 || AttributeReader.Named(attribute, "Rule") is not string rule) return;
        var argument = AttributeReader.Argument(attribute, 0);
        var needed = kind == RequirementKind.Never ? FactMask.None : facts.Of(attribute);
        if (kind != RequirementKind.Never && needed == 0) return;
        var assumption = (int)Numbers.ToInt64(kind == RequirementKind.Never ? argument : AttributeReader.Named(attribute, "Assuming"));
        requires ??= ImmutableArray.CreateBuilder<Requirement>();
        requires.Add(new(kind, needed, subject, AttributeReader.When(attribute), rule, assumption, declaration)
        {
            While = Numbers.ToUInt64(AttributeReader.Named(attribute, "While")),
            Unless = Numbers.ToUInt64(AttributeReader.Named(attribute, "Unless")),
        });
    }

    private void RequireArgument(AttributeData attribute, IMethodSymbol declaration)
    {
        var subject = AttributeReader.Subject(attribute, declaration);
        if (subject < 0 || AttributeReader.Named(attribute, "Rule") is not string rule) return;
        if (AttributeReader.Argument(attribute, 0) is not string property) return;
        var assumption = (int)Numbers.ToInt64(AttributeReader.Named(attribute, "Unless"));
        requires ??= ImmutableArray.CreateBuilder<Requirement>();
        requires.Add(new(RequirementKind.Argument, 0, subject, Kinds.Any, rule, assumption, declaration) { Property = property });
    }

    private void Change(EffectKind kind, AttributeData attribute, IMethodSymbol declaration, List<Effect> effects)
    {
        var subject = AttributeReader.Subject(attribute, declaration);
        var changed = facts.Of(attribute);
        if (subject < -1 || changed == 0) return;
        if (kind == EffectKind.Revoke && AttributeReader.Named(attribute, "Widespread") is true)
        {
            recalls |= changed;
            recallsWhen = AttributeReader.When(attribute);
            return;
        }

        effects.Add(new(kind, changed, subject, AttributeReader.When(attribute))
        {
            IsWidespread = AttributeReader.Named(attribute, "Widespread") is true,
            IsIfIgnored = AttributeReader.Named(attribute, "IfResultIgnored") is true,
            IsIfTrue = AttributeReader.Named(attribute, "IfTrue") is true,
            UnlessOne = AttributeReader.Parameter(attribute, "UnlessOne", declaration),
            IsThroughHandlers = AttributeReader.Named(attribute, "ThroughHandlers") is true,
            IsOnce = AttributeReader.Named(attribute, "Once") is true,
            Part = known.IsDsl(declaration) && changed == known.Stale ? FirstNumber(declaration) : -1,
        });
    }

    // Entries are changed and invalidated one at a time: the first number says which.
    private static int FirstNumber(IMethodSymbol declaration)
    {
        foreach (var parameter in declaration.Parameters)
        {
            if (parameter is { Type.SpecialType: SpecialType.System_Int32, HasExplicitDefaultValue: false }) return parameter.Ordinal;
        }

        return -1;
    }
}
