using System.Text;
using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Rules;

/// <summary>A rule that a project declares: a constant with <c>[ProtocolRule]</c>.</summary>
internal sealed class DeclaredRule
{
    /// <summary>What a message can name, each between braces.</summary>
    public static readonly IReadOnlyList<string> Places = new[] { "operation", "subject", "facts", "when", "advice" };

    private readonly string? message;

    private DeclaredRule(DiagnosticDescriptor descriptor, IFieldSymbol constant, string? message)
    {
        Descriptor = descriptor;
        Constant = constant;
        this.message = message;
    }

    public DiagnosticDescriptor Descriptor { get; }

    /// <summary>The constant that declares it.</summary>
    public IFieldSymbol Constant { get; }

    /// <summary>The rule that a constant declares; <see langword="null"/> if it declares none, or one that the analyzers cannot report.</summary>
    public static DeclaredRule? Read(IFieldSymbol constant, KnownTypes known)
    {
        if (constant is not { HasConstantValue: true, ConstantValue: string id } || !DeclaredRules.IsReserved(id)) return null;
        foreach (var attribute in constant.GetAttributes())
        {
            if (known.RoleOf(attribute) == AttributeRole.ProtocolRule) return Read(constant, id, attribute);
        }

        return null;
    }

    /// <summary>The first thing between braces that a message cannot name; <see langword="null"/> if there is none.</summary>
    public static string? UnknownPlace(string message)
    {
        for (var open = message.IndexOf('{'); open >= 0; open = message.IndexOf('{', open + 1))
        {
            var close = message.IndexOf('}', open);
            var place = close < 0 ? message.Substring(open + 1) : message.Substring(open + 1, close - open - 1);
            if (close < 0 || !Places.Contains(place)) return place;
        }

        return null;
    }

    /// <summary>The message of a finding: what is wrong, then what to do.</summary>
    /// <param name="parts">What it is about.</param>
    /// <param name="facts">The names of the facts that are missing or one too many; empty if the operation is always wrong.</param>
    public string MessageOf(MessageParts parts, string facts)
    {
        if (message is null) return StandardText(parts, facts);
        var advice = AdviceOf(parts);
        var sentence = new StringBuilder(message.TrimEnd());
        if (!".!?".Contains(sentence[sentence.Length - 1].ToString()) && !message.TrimEnd().EndsWith("{advice}", StringComparison.Ordinal))
        {
            sentence.Append('.');
        }

        if (parts.When.Length > 0 && message.IndexOf("{when}", StringComparison.Ordinal) < 0)
            sentence.Insert(sentence[sentence.Length - 1] == '}' ? sentence.Length : sentence.Length - 1, "{when}");
        if (message.IndexOf("{advice}", StringComparison.Ordinal) < 0) sentence.Append(advice);
        return sentence.Replace("{operation}", parts.Operation).Replace("{facts}", facts).Replace("{when}", parts.When)
            .Replace("{advice}", advice.TrimStart()).Replace("{subject}", parts.Subject).ToString().TrimEnd();
    }

    /// <summary>The message of a rule that has none of its own.</summary>
    public static string StandardText(MessageParts parts, string facts)
    {
        if (facts.Length == 0) return $"'{parts.Operation}' is wrong for '{parts.Subject}'{parts.When}.";
        var reaches = parts.Leaves ? $"leaves '{parts.Operation}'" : $"reaches '{parts.Operation}'";
        return parts.IsAbsence
            ? $"'{parts.Subject}' {reaches} with '{facts}'{parts.When}.{AdviceOf(parts)}"
            : $"'{parts.Subject}' {reaches} without '{facts}'{parts.When}.{AdviceOf(parts)}";
    }

    // What a property stands for is written, not called.
    private static string AdviceOf(MessageParts parts) =>
        !parts.IsAbsence && parts.Establishing.Contains(" = ") ? parts.Write("before it")
        : parts.IsAbsence ? parts.CallUndoing : parts.Leaves ? parts.CallBeforeReturning : parts.CallLater;

    private static DeclaredRule? Read(IFieldSymbol constant, string id, AttributeData attribute)
    {
        if (AttributeReader.Argument(attribute, 0) is not string { Length: > 0 } title) return null;
        var severity = Numbers.ToInt64(AttributeReader.Named(attribute, "Severity") ?? 2) switch
        {
            1 => DiagnosticSeverity.Info,
            3 => DiagnosticSeverity.Error,
            _ => DiagnosticSeverity.Warning,
        };
        var message = AttributeReader.Named(attribute, "Message") as string;
        var link = AttributeReader.Named(attribute, "HelpLink") as string;
#pragma warning disable RS2008 // The project declares the rule, not this analyzer.
        var descriptor = new DiagnosticDescriptor(
            id, title, "{0}", Descriptors.Category, severity, isEnabledByDefault: true, AttributeReader.Named(attribute, "Consequence") as string,
            string.IsNullOrEmpty(link) ? DeclaredRules.HelpLink : link);
#pragma warning restore RS2008
        return new(descriptor, constant, string.IsNullOrWhiteSpace(message) ? null : message);
    }
}
