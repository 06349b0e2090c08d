using IrqAnalyzers.Domains;
using Microsoft.CodeAnalysis.CSharp;

namespace IrqAnalyzers.Tests.Domains;

/// <summary>What is thrown where paths meet: exceptions of statements are told apart while there is one type, those of operations are not.</summary>
public sealed class ThrownTests
{
    private static readonly CSharpCompilation Types = CSharpCompilation.Create("exceptions", [CSharpSyntaxTree.ParseText("class One { } class Other { }")]);

    private static readonly Thrown One = Thrown.Of(Types.GetTypeByMetadataName("One")!, isExact: true);
    private static readonly Thrown Derived = Thrown.Of(Types.GetTypeByMetadataName("One")!, isExact: false);
    private static readonly Thrown Other = Thrown.Of(Types.GetTypeByMetadataName("Other")!, isExact: true);

    [Fact]
    public void A_statement_throws_what_it_names_and_no_operation_does()
    {
        Assert.All([One, Derived, Other, Thrown.Anything], thrown => Assert.True(thrown.IsExplicit));
        Assert.All([Thrown.ByOperation, Thrown.ByAnybody, Thrown.ByOwnCode], thrown => Assert.False(thrown.IsExplicit));
        Assert.True(One.IsExact);
        Assert.False(Derived.IsExact);
    }

    [Fact]
    public void Exceptions_are_the_same_if_their_types_are_and_both_or_neither_may_be_derived()
    {
        Assert.Equal(One, Thrown.Of(One.Type!, isExact: true));
        Assert.Equal(One.GetHashCode(), Thrown.Of(One.Type!, isExact: true).GetHashCode());
        Assert.NotEqual(One, Derived);
        Assert.NotEqual(One, Other);
        Assert.NotEqual(Thrown.ByOperation, Thrown.ByAnybody);
        Assert.NotEqual(One, Thrown.Anything);
        Assert.NotEqual(Thrown.Anything, One);
        Assert.False(One.Equals(null));
    }

    [Fact]
    public void Where_paths_meet_types_that_differ_are_any_type_and_where_an_operation_may_have_thrown_anybody_may()
    {
        Assert.Same(One, Thrown.Join(One, Thrown.Of(One.Type!, isExact: true)));
        Assert.Same(One, Thrown.Join(One, null));
        Assert.Same(One, Thrown.Join(null, One));
        Assert.Null(Thrown.Join(null, null));
        Assert.Same(Thrown.Anything, Thrown.Join(One, Other));
        Assert.Same(Thrown.Anything, Thrown.Join(One, Thrown.Anything));
        Assert.Same(Thrown.ByAnybody, Thrown.Join(One, Thrown.ByOperation));
        Assert.Same(Thrown.ByAnybody, Thrown.Join(Thrown.ByOwnCode, One));
        Assert.Same(Thrown.ByAnybody, Thrown.Join(Thrown.ByOwnCode, Thrown.ByOperation));
    }

    [Fact]
    public void Exceptions_are_alike_if_they_are_the_same_or_no_statement_throws_either()
    {
        Assert.True(Thrown.AreAlike(null, null));
        Assert.True(Thrown.AreAlike(One, Thrown.Of(One.Type!, isExact: true)));
        Assert.True(Thrown.AreAlike(Thrown.ByOperation, Thrown.ByAnybody));
        Assert.False(Thrown.AreAlike(One, Other));
        Assert.False(Thrown.AreAlike(One, Thrown.ByOperation));
        Assert.False(Thrown.AreAlike(Thrown.ByOperation, One));
        Assert.False(Thrown.AreAlike(One, null));
        Assert.False(Thrown.AreAlike(null, Thrown.ByOperation));
    }
}
