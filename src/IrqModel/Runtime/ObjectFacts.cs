using System.Reflection;
using System.Runtime.CompilerServices;
using IrqModel.Contracts;

namespace IrqModel.Runtime;

/// <summary>
/// The facts of one object that the model's own contracts use. They live as long as the object does. Facts of the DSL that an object of the DSL
/// has are where its engine keeps them.
/// </summary>
internal sealed class ObjectFacts
{
    private static readonly ConditionalWeakTable<object, ObjectFacts> Known = [];
    private static readonly ConditionalWeakTable<Type, TypeFacts> OfTypes = [];

    private readonly object subject;
    private readonly TypeFacts type;
    private readonly HashSet<Enum> declared;
    private readonly HashSet<Enum> touched = [];
    private Facts facts;

    private ObjectFacts(object subject)
    {
        this.subject = subject;
        type = OfTypes.GetValue(subject.GetType(), static type => new(type));
        declared = [.. type.DeclaredAtStart];
        facts = type.AtStart;
    }

    /// <summary>The facts of an object.</summary>
    public static ObjectFacts Of(object subject) => Known.GetValue(subject, static known => new(known));

    /// <summary>Forgets what the model declares itself of an object that leaves the system.</summary>
    public static void Forget(object subject) => Known.Remove(subject);

    /// <summary>The facts of the DSL that hold.</summary>
    public Facts OfDsl => subject is ModelObject known ? known.EstablishedFacts : facts;

    /// <summary>Whether a fact that a model declares holds.</summary>
    public bool Has(Enum fact) =>
        type.StandingFor(fact) is var (property, value) ? property.GetValue(subject) is bool now && now == value : declared.Contains(fact);

    /// <summary>Whether a fact is unknown: some constructors of the type establish it and others do not.</summary>
    public bool IsOpen(Enum fact) => type.Open.Contains(fact) && !touched.Contains(fact);

    /// <summary>An operation has established facts.</summary>
    public void Ensure(Facts ensured, IReadOnlyList<Enum> ensuredToo, FunctionKind when)
    {
        if (!Applies(when, subject)) return;
        if (subject is ModelObject known) known.EstablishedFacts |= ensured;
        else facts |= ensured;
        foreach (var fact in ensuredToo)
        {
            declared.Add(fact);
            touched.Add(fact);
        }
    }

    /// <summary>An operation has taken facts back.</summary>
    public void Revoke(Facts revoked, IReadOnlyList<Enum> revokedToo, FunctionKind when)
    {
        if (!Applies(when, subject)) return;
        if (subject is ModelObject known) known.EstablishedFacts &= ~revoked;
        else facts &= ~revoked;
        if (revoked == Facts.All) revokedToo = [.. declared];
        foreach (var fact in revokedToo)
        {
            declared.Remove(fact);
            touched.Add(fact);
        }
    }

    /// <summary>Whether a contract for a kind of functions is about an object.</summary>
    public static bool Applies(FunctionKind kind, object subject) => kind switch
    {
        FunctionKind.Virtual => subject is VirtualFunction,
        FunctionKind.Physical => subject is PhysicalFunction,
        _ => true,
    };

    /// <summary>What the declaration of a type says about the facts of its objects.</summary>
    private sealed class TypeFacts
    {
        private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

        private readonly Dictionary<Enum, (PropertyInfo Property, bool Value)> standing = [];

        public TypeFacts(Type type)
        {
            for (var current = type; current is not null && current != typeof(object); current = current.BaseType)
            {
                foreach (var property in current.GetProperties(Any))
                {
                    if (property.GetCustomAttribute<FactWhileAttribute>() is not { } contract) continue;
                    foreach (var fact in contract.DeclaredFacts) standing.TryAdd(fact, (property, contract.Value));
                }

                ReadConstructors(current);
            }
        }

        public HashSet<Enum> DeclaredAtStart { get; } = [];

        public HashSet<Enum> Open { get; } = [];

        public Facts AtStart { get; private set; }

        public (PropertyInfo Property, bool Value)? StandingFor(Enum fact) => standing.TryGetValue(fact, out var found) ? found : null;

        private void ReadConstructors(Type type)
        {
            var all = type.GetConstructors(Any)
                .Select(constructor => constructor.GetCustomAttributes<EnsuresAttribute>().Where(contract => contract.Subject is null).ToArray()).ToArray();
            if (all.Length == 0) return;
            var facts = all.Select(each => each.SelectMany(contract => contract.DeclaredFacts).ToHashSet()).ToArray();
            foreach (var fact in facts.SelectMany(each => each).Distinct())
            {
                (Array.TrueForAll(facts, each => each.Contains(fact)) ? DeclaredAtStart : Open).Add(fact);
            }

            AtStart |= all.Select(each => each.Aggregate(Facts.None, (sum, contract) => sum | contract.Facts))
                .Aggregate(Facts.All, (one, other) => one & other);
        }
    }
}
