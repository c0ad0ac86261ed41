using System.Reflection;
using System.Reflection.Emit;

namespace Tollama.ArchitectureTests.Namespaces;

/// <summary>
/// The types that a compiled type uses: in its declaration, its members, and the code of its methods. A constant leaves no trace there.
/// </summary>
internal static class TypeUses
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    public static IReadOnlySet<Type> Of(Type type)
    {
        HashSet<Type> uses = [];
        Add(type.BaseType, uses);
        Add(type.GetInterfaces(), uses);
        Add(type.GetFields(Declared).Select(field => field.FieldType), uses);
        foreach (MethodBase method in type.GetConstructors(Declared).Cast<MethodBase>().Concat(type.GetMethods(Declared)))
        {
            Add(method.GetParameters().Select(parameter => parameter.ParameterType), uses);
            Add((method as MethodInfo)?.ReturnType, uses);
            AddCode(method, uses);
        }

        return uses;
    }

    private static void AddCode(MethodBase method, HashSet<Type> uses)
    {
        if (method.GetMethodBody() is not { } body)
        {
            return;
        }

        Add(body.LocalVariables.Select(local => local.LocalType), uses);
        Add(body.ExceptionHandlingClauses.Where(clause => clause.Flags == ExceptionHandlingClauseOptions.Clause)
            .Select(clause => clause.CatchType!), uses);
        Type[]? ofType = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null;
        Type[]? ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : null;
        foreach (int token in Tokens(body.GetILAsByteArray()!))
        {
            Add(method.Module.ResolveMember(token, ofType, ofMethod)!, uses);
        }
    }

    /// <summary>The members that stand in the code, by their tokens (ECMA-335, III.1.9).</summary>
    private static IEnumerable<int> Tokens(byte[] code)
    {
        int place = 0;
        while (place < code.Length)
        {
            short value = code[place++];
            if (value == 0xFE)
            {
                value = (short)((0xFE << 8) | code[place++]);
            }

            OperandType operand = Codes[value].OperandType;
            if (operand is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType)
            {
                yield return BitConverter.ToInt32(code, place);
            }

            place += operand switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, place)),
                _ => 4,
            };
        }
    }

    private static void Add(MemberInfo member, HashSet<Type> uses)
    {
        Add(member as Type ?? member.DeclaringType, uses);
        switch (member)
        {
            case FieldInfo field:
                Add(field.FieldType, uses);
                break;
            case MethodBase method:
                Add(method.GetParameters().Select(parameter => parameter.ParameterType), uses);
                Add((method as MethodInfo)?.ReturnType, uses);
                Add(method.IsGenericMethod ? method.GetGenericArguments() : [], uses);
                break;
        }
    }

    private static void Add(IEnumerable<Type> types, HashSet<Type> uses)
    {
        foreach (Type type in types)
        {
            Add(type, uses);
        }
    }

    private static void Add(Type? type, HashSet<Type> uses)
    {
        if (type is null || type.IsGenericParameter)
        {
            return;
        }

        if (type.HasElementType)
        {
            Add(type.GetElementType(), uses);
            return;
        }

        uses.Add(type.IsGenericType ? type.GetGenericTypeDefinition() : type);
        Add(type.IsGenericType ? type.GetGenericArguments() : [], uses);
    }
}
