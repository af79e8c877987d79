using System.ComponentModel;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Consult.Silo.Tests;

/// <summary>
/// A fact about a store. In a class that <see cref="NeedsPostgresAttribute"/> or <see cref="NeedsAzuriteAttribute"/>
/// marks, and where there is no such server, it is skipped and says what is missing; under CI it runs and fails.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Consult.Silo.Tests.StoreFactDiscoverer", "Consult.Silo.Tests")]
public sealed class StoreFactAttribute : FactAttribute;

/// <summary>A <see cref="StoreFactAttribute"/> with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Consult.Silo.Tests.StoreTheoryDiscoverer", "Consult.Silo.Tests")]
public sealed class StoreTheoryAttribute : TheoryAttribute;

/// <summary>Marks classes whose tests need PostgreSQL.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsPostgresAttribute : Attribute;

/// <summary>Marks classes whose tests need Azurite.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsAzuriteAttribute : Attribute;

/// <summary>Finds facts.</summary>
public sealed class StoreFactDiscoverer(IMessageSink diagnostics) : FactDiscoverer(diagnostics)
{
    /// <inheritdoc/>
    protected override IXunitTestCase CreateTestCase(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        new StoreTestCase(DiagnosticMessageSink, testMethod);
}

/// <summary>Finds theories.</summary>
public sealed class StoreTheoryDiscoverer(IMessageSink diagnostics) : TheoryDiscoverer(diagnostics)
{
    /// <inheritdoc/>
    protected override IEnumerable<IXunitTestCase> CreateTestCasesForDataRow(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo theoryAttribute, object[] dataRow) =>
        [new StoreTestCase(DiagnosticMessageSink, testMethod, dataRow)];
}

/// <summary>One test.</summary>
public sealed class StoreTestCase : XunitTestCase
{
    /// <summary>For the runner.</summary>
    [Obsolete("Called by the de-serializer."), EditorBrowsable(EditorBrowsableState.Never)]
    public StoreTestCase()
    {
    }

    /// <summary>A test with its data.</summary>
    public StoreTestCase(IMessageSink diagnostics, ITestMethod method, object[]? data = null)
        : base(diagnostics, TestMethodDisplay.ClassAndMethod, TestMethodDisplayOptions.None, method, data)
    {
    }

    /// <inheritdoc/>
    protected override string GetSkipReason(IAttributeInfo factAttribute) =>
        Needs(typeof(NeedsPostgresAttribute)) ? Postgres.PostgresCluster.Missing!
        : Needs(typeof(NeedsAzuriteAttribute)) ? Testing.Azurite.Missing!
        : base.GetSkipReason(factAttribute);

    private bool Needs(Type mark) => TestMethod.TestClass.Class.GetCustomAttributes(mark).Any();
}
