using System.Reflection;

namespace Consult.Grains.LocalHost.Tests.Surface;

/// <summary>
/// Grains that compile against the local host must compile against Orleans. So whatever the host declares in a
/// namespace of Orleans is held against Orleans' own assembly, and what lives in other assemblies of Orleans against
/// the stubs that mirror them.
/// </summary>
public sealed class SurfaceTests : IDisposable
{
    private readonly MetadataLoadContext _context;
    private readonly Assembly[] _genuine;
    private readonly Assembly _ours;

    public SurfaceTests()
    {
        var ours = typeof(LocalGrainHost).Assembly.Location;
        string[] genuine = [PathOf("OrleansAbstractions"), PathOf("OrleansContracts")];
        _context = new MetadataLoadContext(new PathAssemblyResolver([.. FrameworkAssemblies(), ours, .. genuine]));
        _ours = _context.LoadFromAssemblyPath(ours);
        _genuine = Array.ConvertAll(genuine, _context.LoadFromAssemblyPath);
    }

    public void Dispose() => _context.Dispose();

    [Fact]
    public void Every_type_in_a_namespace_of_Orleans_is_one_of_Orleans()
    {
        OurTypes().ShouldNotBeEmpty();
        OurTypes().Where(type => GenuineOf(type) is null).Select(type => type.FullName).ShouldBeEmpty();
    }

    [Fact]
    public void Every_member_of_such_a_type_has_the_same_signature_in_Orleans() =>
        NotInOrleans(Signatures.Of).ShouldBeEmpty();

    [Fact]
    public void Such_a_type_has_no_base_that_it_lacks_in_Orleans() =>
        NotInOrleans(Signatures.BasesOf).ShouldBeEmpty();

    [Fact]
    public void Attributes_can_be_put_only_where_Orleans_allows_them() =>
        NotInOrleans(Signatures.UsageOf).ShouldBeEmpty();

    [Fact]
    public void The_comparison_notices_a_member_that_Orleans_lacks()
    {
        var tests = _context.LoadFromAssemblyPath(typeof(SurfaceTests).Assembly.Location);
        Signatures.Of(tests.GetType(typeof(LooksLikeGrain).FullName!)!)
            .Except(Signatures.Of(_genuine[0].GetType("Orleans.Grain")!))
            .ShouldHaveSingleItem()
            .ShouldContain("OnActivateAsync");
    }

    private static string PathOf(string name) => typeof(SurfaceTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == name)
        .Value!;

    private static string[] FrameworkAssemblies() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);

    private IEnumerable<string> NotInOrleans(Func<Type, IEnumerable<string>> describe) =>
        OurTypes().SelectMany(type => describe(type).Except(describe(GenuineOf(type)!)).Select(text => $"{type}: {text}"));

    private IEnumerable<Type> OurTypes() =>
        _ours.GetExportedTypes().Where(type => type.Namespace!.Split('.')[0] == "Orleans");

    private Type? GenuineOf(Type type) =>
        _genuine.Select(assembly => assembly.GetType(type.FullName!)).FirstOrDefault(found => found is { IsPublic: true });
}

/// <summary>Has a method of Orleans' grain with another parameter.</summary>
public abstract class LooksLikeGrain
{
    public abstract Task OnActivateAsync(string cancellationToken);
}
