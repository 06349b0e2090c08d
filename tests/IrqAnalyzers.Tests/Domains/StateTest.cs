using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace IrqAnalyzers.Tests.Domains;

/// <summary>A state with an object, one that a member of it leads to, and two variables.</summary>
public abstract class StateTest
{
    private protected static readonly FactMask Fact = 1;
    private protected static readonly FactMask OtherFact = 2;

    private static readonly CSharpCompilation Compilation = CSharpCompilation.Create(
        "states",
        [
            CSharpSyntaxTree.ParseText(
                "class Owner { public bool Flag; public readonly bool Fixed; public Owner Next; public int Number { get; set; } public int Given { get; init; } }"),
        ],
        [
            MetadataReference.CreateFromFile(typeof(object).Assembly.Location), MetadataReference.CreateFromFile(typeof(IrqModel.Host).Assembly.Location),
            // Where the attributes of the DSL have their base class from.
            MetadataReference.CreateFromFile(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "System.Runtime.dll")),
        ]);

    private protected static readonly INamedTypeSymbol Owner = Compilation.GetTypeByMetadataName("Owner")!;

    private protected readonly ObjectTable table = new(ContractTable.Create(Compilation)!);
    private protected readonly AbstractObject receiver;
    private protected readonly AbstractObject path;
    private protected readonly Variable one;
    private protected readonly Variable other;
    private protected readonly State state;

    protected StateTest()
    {
        receiver = table.Receiver(Owner, without: FactMask.None);
        path = table.OfPath(receiver, Member("Next"), Owner);
        one = table.AddTemporary();
        other = table.AddTemporary();
        state = new(table);
    }

    private protected static ISymbol Member(string name) => Owner.GetMembers(name).Single();
}
