using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using IrqAnalyzers.Contracts;
using IrqModel.Rules;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Rules;

/// <summary>
/// The rules that a compilation declares. The compiler asks an analyzer beforehand which identifiers it reports and takes no others; title, message,
/// severity and help link of a diagnostic are not bound to that. So identifiers of such rules come from a family that is kept free.
/// </summary>
internal sealed class DeclaredRules
{
    private const string Prefix = "IRQU";
    private const int Last = 99;

    /// <summary>The identifiers that a project can use, as messages name them.</summary>
    public const string Family = "IRQU001 to IRQU099";

    // What others have compiled stays the same from one compilation to the next.
    private static readonly ConditionalWeakTable<IAssemblySymbol, List<DeclaredRule>> OfAssemblies = new();

    private readonly Compilation compilation;
    private readonly ContractTable contracts;
    private readonly Lazy<List<DeclaredRule>> all;
    private readonly ConcurrentDictionary<string, DeclaredRule?> known = new(StringComparer.Ordinal);

    public DeclaredRules(Compilation compilation, ContractTable contracts)
    {
        this.compilation = compilation;
        this.contracts = contracts;
        all = new(Collect);
    }

    /// <summary>The page about rules of a project.</summary>
    public static string HelpLink { get; } = RuleTexts.HelpLinkOf(string.Empty).Replace("/rules/.md", "/contracts.md");

    /// <summary>Descriptors that stand for the rules which projects declare.</summary>
    public static ImmutableArray<DiagnosticDescriptor> Reserved { get; } =
        Enumerable.Range(1, Last).Select(static number => Stand(Prefix + number.ToString("000", CultureInfo.InvariantCulture))).ToImmutableArray();

    /// <summary>Whether a project can use an identifier for a rule of its own.</summary>
    public static bool IsReserved(string id) =>
        id.Length == Prefix.Length + 3 && id.StartsWith(Prefix, StringComparison.Ordinal)
        && int.TryParse(id.Substring(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= Last;

    /// <summary>The descriptor that stands for an identifier which a project uses without declaring it, so that the finding is not lost.</summary>
    public static DiagnosticDescriptor? Standing(string id) => Reserved.FirstOrDefault(descriptor => descriptor.Id == id);

    /// <summary>The rule with an identifier: of the project itself before those of libraries; <see langword="null"/> if it is not declared.</summary>
    public DeclaredRule? Find(string id) =>
        !IsReserved(id) ? null : known.TryGetValue(id, out var rule) ? rule : known.GetOrAdd(id, all.Value.Find(candidate => candidate.Descriptor.Id == id));

    private List<DeclaredRule> Collect()
    {
        var found = new List<DeclaredRule>();
        Collect(compilation.Assembly.GlobalNamespace, contracts.Known, found);
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            if (!contracts.Known.Foreign.Contain(assembly)) found.AddRange(OfAssemblies.GetValue(assembly, CollectFrom));
        }

        return found;
    }

    private List<DeclaredRule> CollectFrom(IAssemblySymbol assembly)
    {
        var found = new List<DeclaredRule>();
        Collect(assembly.GlobalNamespace, contracts.Known, found);
        return found;
    }

    private static void Collect(INamespaceOrTypeSymbol container, KnownTypes known, List<DeclaredRule> found)
    {
        foreach (var member in container.GetMembers())
        {
            if (member is INamespaceOrTypeSymbol inner) Collect(inner, known, found);
            else if (member is IFieldSymbol { IsConst: true, Type.SpecialType: SpecialType.System_String } constant
                && DeclaredRule.Read(constant, known) is { } rule)
            {
                found.Add(rule);
            }
        }
    }

    private static DiagnosticDescriptor Stand(string id) => new(
        id, "Rule that the project declares", "{0}", Descriptors.Category, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        "A rule of a protocol of the project's own: a constant with [ProtocolRule] says what it is about.", HelpLink);
}
