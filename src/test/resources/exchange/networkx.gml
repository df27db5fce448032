graph [
  directed 1
  name "a graph"
  node [
    id 0
    label "a"
    colour "red"
    size 1.5
  ]
  node [
    id 1
    label "b &#38; <c>"
    colour "red"
    size 1.5
  ]
  node [
    id 2
    label "quote &#34; and &#228;"
    colour "red"
    size 1.5
  ]
  node [
    id 3
    label "&#20013;&#25991;"
    colour "red"
    size 1.5
  ]
  node [
    id 4
    label "line&#10;break"
    colour "red"
    size 1.5
  ]
  node [
    id 5
    label "\"
    colour "red"
    size 1.5
  ]
  edge [
    source 0
    target 2
    weight 0.1
  ]
  edge [
    source 0
    target 4
    weight -2.5E+17
  ]
  edge [
    source 1
    target 2
    weight -0.3333333333333333
  ]
  edge [
    source 2
    target 3
    weight 1.E-300
  ]
  edge [
    source 2
    target 5
    weight 7.25
  ]
  edge [
    source 3
    target 3
    weight 5.E-324
  ]
  edge [
    source 3
    target 4
    weight 1.0
  ]
]
