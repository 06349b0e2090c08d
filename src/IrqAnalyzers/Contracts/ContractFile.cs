using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace IrqAnalyzers.Contracts;

/// <summary>
/// A file of contracts for code that cannot be annotated: in each line the documentation id of a method and, after a colon between spaces,
/// an attribute. Lines that cannot be read are errors with a place; the others hold all the same.
/// </summary>
internal sealed class ContractFile
{
    private const string Named = "'Subject = ', 'When = ', 'Rule = ' or 'Assuming = '";

    private readonly Compilation compilation;
    private readonly ContractTable contracts;
    private readonly FactNames names;
    private readonly Func<string, string?> whyNoRule;
    private readonly Action<IMethodSymbol, FileContract> found;
    private readonly Action<TextSpan, string> failed;

    /// <param name="compilation">The compilation that has the methods.</param>
    /// <param name="contracts">What its attributes say.</param>
    /// <param name="whyNoRule">Says why an identifier is that of no rule; <see langword="null"/> if it is.</param>
    /// <param name="found">Takes the contracts.</param>
    /// <param name="failed">Takes what cannot be read, and why.</param>
    public ContractFile(
        Compilation compilation, ContractTable contracts, Func<string, string?> whyNoRule, Action<IMethodSymbol, FileContract> found,
        Action<TextSpan, string> failed)
    {
        this.compilation = compilation;
        this.contracts = contracts;
        this.whyNoRule = whyNoRule;
        names = new(compilation, contracts);
        this.found = found;
        this.failed = failed;
    }

    /// <summary>Whether an additional file is one of contracts: <c>IrqContracts*.txt</c>.</summary>
    public static bool IsOne(string path)
    {
        var name = path.Substring(Math.Max(path.LastIndexOf('/'), path.LastIndexOf('\\')) + 1);
        return name.StartsWith("IrqContracts", StringComparison.Ordinal) && name.EndsWith(".txt", StringComparison.OrdinalIgnoreCase);
    }

    public void Read(SourceText text)
    {
        foreach (var line in text.Lines)
        {
            var content = line.ToString();
            var start = content.Length - content.TrimStart().Length;
            if (start == content.Length || content[start] == '#') continue;
            ReadLine(content.TrimEnd(), start, line.Start);
        }
    }

    private void ReadLine(string line, int start, int offset)
    {
        var colon = line.IndexOf(" : ", start, StringComparison.Ordinal);
        if (colon < 0)
        {
            Fail(offset, start, line.Length, "expected 'M:Namespace.Type.Method(Parameters) : Attribute(...)'");
            return;
        }

        var id = line.Substring(start, colon - start).TrimEnd();
        if (!id.StartsWith("M:", StringComparison.Ordinal)
            || DocumentationCommentId.GetFirstSymbolForDeclarationId(id, compilation) is not IMethodSymbol method)
        {
            Fail(offset, start, start + id.Length, $"'{id}' is no method; expected the documentation id of a method of this compilation, like "
                + "'M:Namespace.Type.Method(System.Int32)'");
            return;
        }

        var from = Skip(line, colon + 3);
        var open = line.IndexOf('(', from);
        if (open < 0 || line[line.Length - 1] != ')')
        {
            Fail(offset, from, line.Length, "expected an attribute with its arguments in parentheses");
            return;
        }

        var name = line.Substring(from, open - from).Trim();
        if (!Enum.TryParse<AttributeRole>(name, out var role)
            || role is not (AttributeRole.Requires or AttributeRole.RequiresAbsent or AttributeRole.Ensures or AttributeRole.MayEnsure
                or AttributeRole.Revokes))
        {
            Fail(offset, from, from + name.Length, $"'{name}' cannot stand here; expected 'Requires', 'RequiresAbsent', 'Ensures', 'MayEnsure' or 'Revokes'");
            return;
        }

        var contract = new FileContract(role);
        if (ReadArguments(line, open + 1, offset, method, contract)) found(method, contract);
    }

    private bool ReadArguments(string line, int from, int offset, IMethodSymbol method, FileContract contract)
    {
        var end = line.Length - 1;
        for (var isFirst = true; from <= end; isFirst = false)
        {
            var comma = line.IndexOf(',', from);
            var stop = comma < 0 ? end : comma;
            var isRead = isFirst ? ReadFacts(line, from, stop, offset, contract) : ReadNamed(line, from, stop, offset, method, contract);
            if (!isRead) return false;
            from = stop + 1;
        }

        if (contract.Role is not (AttributeRole.Requires or AttributeRole.RequiresAbsent) || contract.Rule is not null) return true;
        Fail(offset, end, end + 1, $"'{contract.Role}' names no rule; expected 'Rule = IRQnnnn'");
        return false;
    }

    private bool ReadFacts(string line, int from, int end, int offset, FileContract contract)
    {
        while (from <= end)
        {
            var bar = line.IndexOf('|', from, end - from);
            var stop = bar < 0 ? end : bar;
            var start = Math.Min(Skip(line, from), stop);
            var name = line.Substring(start, stop - start).TrimEnd();
            var (fact, problem) = names.Find(name);
            if (problem is not null)
            {
                Fail(offset, start, Math.Max(start + name.Length, start + 1), problem);
                return false;
            }

            contract.Facts |= fact;
            from = stop + 1;
        }

        return true;
    }

    private bool ReadNamed(string line, int from, int end, int offset, IMethodSymbol method, FileContract contract)
    {
        var start = Math.Min(Skip(line, from), end);
        var equals = line.IndexOf('=', start, end - start);
        if (equals < 0)
        {
            var rest = line.Substring(start, end - start).TrimEnd();
            Fail(offset, start, Math.Max(start + rest.Length, start + 1), $"'{rest}' names no argument; expected {Named} (facts are joined by '|')");
            return false;
        }

        var name = line.Substring(start, equals - start).TrimEnd();
        var valueStart = Math.Min(Skip(line, equals + 1), end);
        var value = line.Substring(valueStart, end - valueStart).TrimEnd();
        switch (name)
        {
            case "Subject" or "When" or "Rule" or "Assuming":
                if (ReadValue(name, value, method, contract) is not { } problem) return true;
                Fail(offset, valueStart, Math.Max(valueStart + value.Length, valueStart + 1), problem);
                return false;
            default:
                Fail(offset, start, Math.Max(start + name.Length, start + 1), $"'{name}' is no argument of '{contract.Role}'; expected {Named}");
                return false;
        }
    }

    /// <summary>Reads the value of an argument; gives what is wrong with it, if it cannot be read.</summary>
    private string? ReadValue(string name, string value, IMethodSymbol method, FileContract contract)
    {
        switch (name)
        {
            case "Subject":
                foreach (var parameter in method.Parameters)
                {
                    if (parameter.Name != value) continue;
                    contract.Subject = parameter.Ordinal;
                    return null;
                }

                return $"'{value}' is no parameter; expected the name of a parameter of "
                    + $"'{method.Name}'{ListOf(method.Parameters.Select(static parameter => parameter.Name))}";
            case "When" when value is "Virtual" or "Physical" or "Any":
                contract.When = value switch { "Virtual" => Kinds.Virtual, "Physical" => Kinds.Physical, _ => Kinds.Any };
                return null;
            case "When":
                return $"'{value}' is no kind of functions; expected 'Any', 'Physical' or 'Virtual'";
            case "Rule":
                contract.Rule = value;
                return whyNoRule(value);
            default:
                if (contract.Role is not (AttributeRole.Requires or AttributeRole.RequiresAbsent))
                {
                    return "'Assuming' belongs to 'Requires' and 'RequiresAbsent'";
                }

                if (contracts.Known.AssumptionOf(value) is not { } assumption)
                {
                    return $"'{value}' is no assumption; expected an assumption, like 'RemappingEnabled'";
                }

                contract.Assumption = assumption;
                return null;
        }
    }

    private static string ListOf(IEnumerable<string> names) => string.Concat(names.Select(static (name, index) => $"{(index == 0 ? ": " : ", ")}'{name}'"));

    private static int Skip(string line, int from)
    {
        while (from < line.Length && char.IsWhiteSpace(line[from])) from++;
        return from;
    }

    private void Fail(int offset, int start, int end, string expected) => failed(TextSpan.FromBounds(offset + start, offset + end), expected);
}
