"""Files of NetworkX and SciPy: python3 make.py, in this folder. README.md names the versions."""

import json

import networkx as nx
import scipy.io

G = nx.DiGraph(name="a graph")
names = ["a", "b & <c>", 'quote " and ä', "中文", "line\nbreak", "\\"]
for name in names:
    G.add_node(name, colour="red", size=1.5)
weights = [0.1, -1 / 3, 1e-300, 5e-324, -2.5e17, 1.0, 7.25]
for (a, b), weight in zip([(0, 2), (1, 2), (2, 3), (3, 3), (0, 4), (3, 4), (2, 5)], weights):
    G.add_edge(names[a], names[b], weight=weight)
nx.write_graphml(G, "networkx.graphml")
nx.write_gml(G, "networkx.gml")
with open("networkx.json", "w") as f:
    json.dump(nx.node_link_data(G, edges="edges"), f)
    f.write("\n")
scipy.io.mmwrite("scipy.mtx", nx.to_scipy_sparse_array(G, nodelist=names), precision=17)
