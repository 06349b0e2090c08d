using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace IrqAnalyzers.Tests.Domains;

/// <summary>What an abstract object stands for, by where it comes from.</summary>
public sealed class ObjectTests
{
    private static readonly CSharpCompilation Compilation = CSharpCompilation.Create(
        "objects", [CSharpSyntaxTree.ParseText("class Owner { public Owner Next; public Owner Other; }")]);

    private static readonly INamedTypeSymbol Type = Compilation.GetTypeByMetadataName("Owner")!;

    private static readonly AbstractObject This = Of(ObjectOrigin.This);
    private static readonly AbstractObject Variable = Of(ObjectOrigin.Variable);
    private static readonly AbstractObject Found = Of(ObjectOrigin.Site);
    private static readonly AbstractObject Made = Of(ObjectOrigin.Site, isNew: true);
    private static readonly AbstractObject Led = Of(ObjectOrigin.Site, handle: new TupleHandle(2));
    private static readonly AbstractObject OlderFound = Of(ObjectOrigin.Older);
    private static readonly AbstractObject OlderMade = Of(ObjectOrigin.Older, isNew: true);
    private static readonly AbstractObject Static = Path("Next", owner: null);

    [Fact]
    public void A_caller_can_name_what_was_there_and_what_leads_from_it()
    {
        Assert.All([This, Variable, Static, Path("Next", This), Path("Next", Path("Other", Variable))], formal => Assert.True(formal.IsFormal));
        Assert.All([Found, Made, OlderFound, Path("Next", Made), Path("Next", Path("Other", Found))], other => Assert.False(other.IsFormal));
    }

    [Fact]
    public void An_older_object_stands_for_several_and_so_does_what_leads_from_it()
    {
        Assert.All([OlderFound, OlderMade, Path("Next", OlderMade), Path("Next", Path("Other", OlderFound))], several => Assert.True(several.IsSummary));
        Assert.All([This, Variable, Found, Made, Static, Path("Next", Made)], one => Assert.False(one.IsSummary));
    }

    [Fact]
    public void What_was_found_may_be_another_object_under_another_name_and_what_was_made_is_not()
    {
        Assert.All([Found, OlderFound, Path("Next", Found), Path("Next", Path("Other", Found))], strange => Assert.True(strange.IsAnonymous));
        Assert.All([This, Variable, Static, Made, OlderMade, Led, Path("Next", This), Path("Next", Made), Path("Next", Path("Other", Made))], known => Assert.False(known.IsAnonymous));
    }

    [Fact]
    public void A_member_of_a_member_of_the_same_name_is_far_along_however_far_apart_they_are()
    {
        Assert.All([Path("Next", Path("Next", This)), Path("Next", Path("Other", Path("Next", This))), Path("Next", Static)], far => Assert.True(far.IsFarAlong));
        Assert.All([This, Found, Static, Path("Next", This), Path("Other", Path("Next", This)), Path("Next", Path("Other", This))], near => Assert.False(near.IsFarAlong));
    }

    [Fact]
    public void The_kinds_that_a_type_allows_are_those_that_an_object_starts_with_unless_it_starts_with_none()
    {
        var initial = new Cell(Kinds.Virtual, FactSet.AtEntry, FactSet.AtEntry);

        Assert.Equal(Kinds.Virtual, new AbstractObject(0, ObjectOrigin.Site, null, null, Type, initial).StaticKinds);
        Assert.Equal(Kinds.Any, new AbstractObject(0, ObjectOrigin.Site, null, null, Type, initial, staticKinds: Kinds.Any).StaticKinds);
    }

    private static AbstractObject Path(string member, AbstractObject? owner) => Of(ObjectOrigin.Path, Type.GetMembers(member).Single(), owner);

    private static AbstractObject Of(ObjectOrigin origin, ISymbol? symbol = null, AbstractObject? owner = null, Handle? handle = null, bool isNew = false) =>
        new(0, origin, symbol, owner, Type, new(Kinds.Any, FactSet.AtEntry, FactSet.AtEntry), handle, isNew);
}
