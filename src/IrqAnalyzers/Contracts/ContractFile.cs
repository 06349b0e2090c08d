using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace IrqAnalyzers.Contracts;

/// <summary>
/// A file of contracts for code that cannot be annotated: in each line the documentation id of a method and, after a colon between spaces,
/// an attribute. Lines that cannot be read are errors with a place; the others hold all the same.
/// </summary>
internal sealed class ContractFile
{
    private readonly Compilation compilation;
    private readonly KnownTypes known;
    private readonly Func<string, bool> isRule;
    private readonly Action<IMethodSymbol, FileContract> found;
    private readonly Action<TextSpan, string> failed;

    public ContractFile(
        Compilation compilation, KnownTypes known, Func<string, bool> isRule, Action<IMethodSymbol, FileContract> found, Action<TextSpan, string> failed)
    {
        this.compilation = compilation;
        this.known = known;
        this.isRule = isRule;
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
        if (!id.StartsWith("M:", StringComparison.Ordinal) || DocumentationCommentId.GetFirstSymbolForDeclarationId(id, compilation) is not IMethodSymbol method)
        {
            Fail(offset, start, start + id.Length, "expected the documentation id of a method of this compilation, like 'M:Namespace.Type.Method(System.Int32)'");
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
            || role is not (AttributeRole.Requires or AttributeRole.RequiresAbsent or AttributeRole.Ensures or AttributeRole.MayEnsure or AttributeRole.Revokes))
        {
            Fail(offset, from, from + name.Length, "expected 'Requires', 'RequiresAbsent', 'Ensures', 'MayEnsure' or 'Revokes'");
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
            var start = Skip(line, from);
            var argument = start < stop ? line.Substring(start, stop - start).TrimEnd() : string.Empty;
            if (ReadArgument(argument, isFirst, method, contract) is { } expected)
            {
                Fail(offset, Math.Min(start, stop), Math.Max(start + argument.Length, Math.Min(start, stop) + 1), expected);
                return false;
            }

            from = stop + 1;
        }

        if (contract.Role is not (AttributeRole.Requires or AttributeRole.RequiresAbsent) || contract.Rule is not null) return true;
        Fail(offset, end, end + 1, "expected 'Rule = IRQnnnn'");
        return false;
    }

    /// <summary>Reads one argument; gives what was expected instead, if it cannot be read.</summary>
    private string? ReadArgument(string argument, bool isFirst, IMethodSymbol method, FileContract contract)
    {
        if (isFirst)
        {
            foreach (var name in argument.Split('|'))
            {
                if (known.FactOf(name.Trim()) is var fact && fact == 0) return "expected facts, joined by '|': " + known.NamesOf(ulong.MaxValue);
                contract.Facts |= fact;
            }

            return null;
        }

        var equals = argument.IndexOf('=');
        if (equals < 0) return "expected 'Subject = ', 'When = ', 'Rule = ' or 'Assuming = '";
        var value = argument.Substring(equals + 1).Trim();
        switch (argument.Substring(0, equals).Trim())
        {
            case "Subject":
                foreach (var parameter in method.Parameters)
                {
                    if (parameter.Name != value) continue;
                    contract.Subject = parameter.Ordinal;
                    return null;
                }

                return $"expected the name of a parameter of '{method.Name}'";
            case "When" when value is "Virtual" or "Physical" or "Any":
                contract.When = value switch { "Virtual" => Kinds.Virtual, "Physical" => Kinds.Physical, _ => Kinds.Any };
                return null;
            case "When":
                return "expected 'Any', 'Physical' or 'Virtual'";
            case "Rule":
                contract.Rule = value;
                return isRule(value) ? null : "expected the id of a rule, like 'IRQ1001'";
            case "Assuming" when contract.Role == AttributeRole.Requires && known.AssumptionOf(value) is { } assumption:
                contract.Assumption = assumption;
                return null;
            case "Assuming":
                return contract.Role == AttributeRole.Requires ? "expected an assumption, like 'RemappingEnabled'" : "'Assuming' belongs to 'Requires'";
            default:
                return "expected 'Subject = ', 'When = ', 'Rule = ' or 'Assuming = '";
        }
    }

    private static int Skip(string line, int from)
    {
        while (from < line.Length && char.IsWhiteSpace(line[from])) from++;
        return from;
    }

    private void Fail(int offset, int start, int end, string expected) => failed(TextSpan.FromBounds(offset + start, offset + end), expected);
}

/// <summary>One contract of a file.</summary>
internal sealed class FileContract
{
    public FileContract(AttributeRole role) => Role = role;

    public AttributeRole Role { get; }

    public ulong Facts { get; set; }

    public int Subject { get; set; } = -1;

    public Kinds When { get; set; } = Kinds.Any;

    public string? Rule { get; set; }

    public int Assumption { get; set; }
}
