using System.Reflection;
using IrqModel.Contracts;
using IrqModel.Rules;

namespace IrqModel.Tool.Knowledge;

/// <summary>What a rule says: one of the catalogue, or one that a model declares itself (<see cref="ProtocolRuleAttribute"/>).</summary>
/// <param name="Title">The violation in a few words.</param>
/// <param name="Consequence">What goes wrong; empty if the model does not say it.</param>
/// <param name="Evidence">What shows that it happens; <see langword="null"/> for rules of a model's own.</param>
/// <param name="HelpLink">The page that explains it; empty if the model names none.</param>
internal sealed record RuleText(string Title, string Consequence, string? Evidence, string HelpLink)
{
    private const string OwnPrefix = "IRQU";

    /// <summary>The text of a rule.</summary>
    /// <param name="rule">The rule's identifier.</param>
    /// <exception cref="KeyNotFoundException">There is no such rule.</exception>
    public static RuleText Of(string rule)
    {
        if (rule.StartsWith(OwnPrefix, StringComparison.Ordinal)) return OfModel(rule);
        var catalogued = RuleCatalogue.Get(rule);
        return new(catalogued.Title, catalogued.Consequence, catalogued.Evidence, catalogued.HelpLink);
    }

    // A model that reported the rule is loaded. An identifier in a contract file need not be declared anywhere.
    private static RuleText OfModel(string rule)
    {
        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies())
        {
            if (assembly.IsDynamic || !KnowsDsl(assembly)) continue;
            foreach (var type in assembly.GetTypes())
            {
                foreach (var field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                {
                    if (!field.IsLiteral || field.GetCustomAttribute<ProtocolRuleAttribute>() is not { } declared || (string?)field.GetRawConstantValue() != rule) continue;
                    return new(declared.Title, declared.Consequence ?? "", null, declared.HelpLink ?? "");
                }
            }
        }

        return new("Rule of the model's own", "", null, "");
    }

    private static bool KnowsDsl(Assembly assembly) =>
        Array.Exists(assembly.GetReferencedAssemblies(), name => name.Name == typeof(ProtocolRuleAttribute).Assembly.GetName().Name);
}
